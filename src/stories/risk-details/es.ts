import { type DetailPhrases, exact, minorAge, name, phrase } from './phrases.ts'

const country =
  '(?:los estados unidos|estados unidos|ee\\. ?uu\\.|eeuu|este país|el país|el norte|california|texas|arizona|nuevo méxico|florida)'
const year = '(?:19|20)\\d\\d'
const months = '(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)'
const time = `(?:en (?:el (?:año|verano|invierno|otoño) (?:de )?)?(?:${months} (?:de|del) )?${year}|cuando (?:tenía|teníamos|era|éramos)|a los (?:\\d+|\\p{L}+) años|de (?:niñ[oa]s?|bebé|adolescente|chiquit[oa])|siendo (?:niñ[oa]s?|menor)|con (?:una |su |mi )?visa(?: de \\p{L}+)?|sin (?:papeles|documentos|visa|inspección|permiso)|por (?:el desierto|la frontera|tijuana|el río|nogales|juárez)|como (?:refugiad[oa]s?|turistas?|estudiantes?)|ilegalmente|a pie|en (?:balsa|lancha))`
const relative =
  '(?:espos[oa]s?|marido|mujer|pareja|novi[oa]|prometid[oa]|hij[oa]s?|hijit[oa]s?|niñ[oa]s?|bebés?|madre|padre|padres|mamá|papá|papás|herman[oa]s?|hermanit[oa]s?|abuel[oa]s?|abuelit[oa]s?|niet[oa]s?|tí[oa]s?|prim[oa]s?|sobrin[oa]s?|suegr[oa]s?|cuñad[oa]s?|yernos?|nueras?|hijastr[oa]s?|padrastro|madrastra)'
const ageWords =
  '(?:uno|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete)'
const age = `(?:${minorAge}|${ageWords})`
const notMonth =
  '(?!Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Septiembre|Octubre|Noviembre|Diciembre|Artículo|Sección|Capítulo|Ley|Ruta|Página|Paso)'
const crime =
  '(?:drogas|robo|hurto|asalto|agresión|fraude|falsificación|posesión|homicidio|asesinato|conducir|manejar|violencia doméstica|armas?|marihuana|cocaína|delito (?:grave|menor))'

/** Spanish. */
export const es: DetailPhrases = {
  entry: [
    phrase('coyotes?|polleros?|traficantes? de personas|sin (?:ser )?inspecci(?:ón|onad[oa]s?)'),
    phrase(
      '(?:cruc[eé]|cruz(?:ar|ó|amos|aron|ando|aba|ado|aban)|pas(?:ar|ó|é|amos|aron|ado)|atraves(?:ar|ó|é|amos|aron|ando)) (?:a (?:pie|nado) )?(?:por )?(?:la (?:frontera|línea)|el (?:río(?: (?:bravo|grande))?|desierto)|(?:a|hacia) los estados unidos)',
    ),
    phrase(
      `(?:entr(?:ar|ó|é|amos|aron|ando|ado)|lleg(?:ar|ó|ué|amos|aron|ando|ado)|vin(?:e|o|imos|ieron)|venid[oa]|trajeron|emigr(?:é|ó|amos|aron)|inmigr(?:é|ó)) (?:a|en|hasta|desde \\p{L}+ (?:\\p{L}+ )?a) ${country}(?:,? [\\p{L}\\p{M}'-]+){0,4}?,? ${time}`,
    ),
    phrase(
      `${time},? (?:\\p{L}+ ){0,4}(?:entró|entré|entramos|llegó|llegué|llegamos|vino|vine|vinimos|cruzó|crucé) (?:a|en) ${country}`,
    ),
    phrase(
      '(?:entr(?:ó|é|amos|aron)|lleg(?:ó|ué|amos|aron)) (?:sin (?:papeles|documentos|visa|permiso)|con (?:una )?visa|ilegalmente)',
    ),
    phrase(
      '(?:se le venció|se me venció|se les venció|venció|caducó|expiró) (?:la|su|mi) visa|visa (?:vencida|caducada|expirada)|(?:se qued(?:ó|aron)|me quedé|nos quedamos) (?:más (?:allá|tiempo) (?:de|del|que)|después de que) .{0,25}visa|fecha de entrada|puerto de entrada|la patrulla fronteriza (?:me|nos|lo|la|los|las) (?:agarró|detuvo|encontró)',
    ),
  ],
  convictions: [
    phrase(
      `(?:fue|fui|fueron|fuimos|ha sido|había sido|he sido) (?:condenad[oa]s?|sentenciad[oa]s?|declarad[oa]s? culpables?|encarcelad[oa]s?|arrestad[oa]s?|acusad[oa]s?|imputad[oa]s?|procesad[oa]s?)|condenad[oa]s? (?:por|a)|sentenciad[oa]s? a`,
    ),
    phrase(
      `(?:una|su|sus|mi|mis|dos|tres) (?:antiguas? |viejas? )?(?:condenas?|sentencias?|antecedentes penales)|condena (?:por|de)|(?:cargos?|arresto|delito|caso) (?:por|de) ${crime}|antecedentes penales`,
    ),
    phrase(
      '(?:se declar(?:ó|é)|declararse) culpable|(?:acept(?:ó|é)|firm(?:ó|é)) (?:un|el) acuerdo (?:de culpabilidad|con la fiscalía)|acuerdo de culpabilidad',
    ),
    phrase(
      '(?:pas(?:ó|é|aron)|cumpli(?:ó|do|r)|cumplí|estuv(?:e|o)|tras|después de|durante) (?:casi |más de )?(?:\\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|\\p{L}+) (?:años?|meses) (?:en|de|tras) (?:la |una )?(?:prisión|cárcel|rejas|encarcelamiento)|(?:salió|salí|salir) de (?:la )?(?:prisión|cárcel)|(?:en )?libertad condicional|cadena perpetua|tras las rejas',
    ),
  ],
  removal_order: [
    phrase('(?:orden|órdenes) (?:final(?:es)? )?de (?:deportación|expulsión|remoción)|orden final'),
    phrase(
      '(?:fue|fui|fueron|fuimos|ha sido|había sido|ser|sea) deportad[oa]s?|(?:lo|la|los|las|me|nos) (?:deportaron|deportan|habían deportado|deportó)|ordenó (?:su|mi|la) (?:deportación|expulsión)|(?:su|mi) (?:deportación|expulsión)|salida voluntaria|en ausencia',
    ),
    phrase(
      '(?:en|su|mi) procesos? de (?:deportación|remoción|expulsión)|(?:aviso|notificación) de comparecencia|notice to appear',
    ),
  ],
  family: [phrase(`(?:mis?|sus?|nuestr[oa]s?) (?:\\p{L}+ ){0,2}?${relative}`)],
  health: [
    phrase(
      'diagnosticad[oa]s?|le diagnosticaron|me diagnosticaron|cáncer|tumor|leucemia|diabetes|diabétic[oa]|vih|asma|epilepsia|convulsiones|diálisis|insulina|quimioterapia|(?:enfermedad|insuficiencia|trasplante) (?:renal|de riñón|del corazón|cardíaca)|infarto|tuberculosis|hepatitis',
    ),
    phrase(
      'estrés postraumático|depresión|ataques? de pánico|bipolar|esquizofrenia|enfermedad mental|suicidi[oa]|suicidarse|adicción|sobredosis',
    ),
    phrase(
      'embarazad[oa]|embarazo|aborto|perdió al bebé|hospitalizad[oa]|en el hospital|cuidados intensivos|(?:su|mi|una) (?:cirugía|operación|enfermedad|discapacidad|medicación|medicina)',
    ),
  ],
  identifiers: [
    phrase(
      `(?:nac(?:ió|í|ida|ido)) el \\d{1,2} de ${months} (?:de|del) ${year}|(?:nac(?:ió|í)) el \\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}`,
    ),
    phrase('fecha de nacimiento(?: es| era)?:? (?:el )?\\d[\\d/., \\p{L}-]*\\d'),
    exact(
      `(?:Calle|calle|Avenida|avenida|Av\\.|Bulevar|bulevar|Carrera|carrera|Camino|camino) (?:\\p{Lu}[\\p{L}\\p{M}'-]*|\\d+)(?: (?:de |la |del |los )*${name}){0,3},? (?:#|[Nn]o\\. ?|[Nn]úm\\. ?|[Nn]úmero )?\\d{1,5}`,
    ),
    phrase('número (?:a|de extranjero)(?: es)?:? ?a?[\\d-]{6,}'),
  ],
  school: [
    exact(
      `(?:[Ee]scuela|[Cc]olegio|[Uu]niversidad|[Pp]reparatoria|[Ss]ecundaria|[Pp]rimaria|[Ii]nstituto|[Aa]cademia|[Kk]índer)(?: (?:[Ss]ecundaria|[Pp]rimaria|[Pp]reparatoria|[Ee]statal|[Cc]omunitari[oa]|[Pp]ública|[Tt]écnic[oa]))?(?: de| del| de la)? ${name}`,
    ),
  ],
  employer: [
    exact(`[Tt]rabaj(?:a|ó|é|aba|ando|ar|amos) (?:para|con) (?:el |la )?${name}`),
    exact(
      `[Tt]rabaj(?:a|ó|é|aba|ando|ar|amos) (?:en|para) (?:el |la |los |un |una )?(?:[Rr]estaurante|[Hh]otel|[Ff]ábrica|[Pp]lanta|[Ee]mpresa|[Cc]ompañía|[Tt]aller|[Hh]ospital|[Tt]ienda|[Rr]ancho|[Ee]mpacadora|[Ss]upermercado|[Pp]anadería) (?:de |del |de la )?${name}`,
    ),
    exact(`(?:[Ss]u|[Mm]i) (?:empleador|empleadora|patrón|patrona|empresa|jefe|jefa),? (?:es |era )?${name}`),
  ],
  minors: [
    exact(
      `${notMonth}${name},? (?:que |quien )?(?:de|tiene|tenía|cumplió|con) (?:apenas |sólo |solo )?${age} (?:años?|meses)`,
    ),
    exact(`${notMonth}${name},? \\(?${minorAge}(?: años?)?(?:\\)|(?=[,;.](?: [\\p{Ll}(]|$)))`),
    exact(`${notMonth}${name}, ${age} años`),
  ],
  victimization: [
    phrase(
      'violencia (?:doméstica|intrafamiliar|de género|sexual|familiar)|(?:abus(?:o|os|ó|ada|ado|aban|aron)) (?:sexual(?:es|mente)?|de (?:ella|él|mí))|violad[oa]|violaron|acoso sexual|agresión sexual|maltrat(?:o|aba|ada|ado)',
    ),
    phrase(
      'trata de personas|víctimas? de|sobrevivientes? de|tortur(?:a|ada|ado|aron)|secuestr(?:o|ada|ado|aron)|extorsi(?:ón|onaban|onaron)|perseguid[oa]|trabajo forzado|matrimonio forzado',
    ),
    phrase(
      '(?:me|lo|la|le|nos|los) (?:golpeaba|golpeaban|golpeó|golpearon|pegaba|amenazó|amenazaron|amenazaba|apuñalaron|dispararon|asaltaron|abusaba)|amenazas? de muerte|(?:mataron|asesinaron) a (?:mi|su|nuestro)|(?:fue|fueron) (?:asesinad[oa]s?|golpead[oa]s?|amenazad[oa]s?|atacad[oa]s?)|visas? [ut]',
    ),
  ],
}
