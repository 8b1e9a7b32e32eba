import { describe, expect, test } from 'vitest'
import { judge } from './context-guide.ts'

describe('a sentence that criticises the frame may name it', () => {
  test.each([
    ['en', 'We reject the good immigrant versus bad immigrant narrative.'],
    ['en', 'The deserving immigrant trope harms everyone.'],
    ['en', 'We refuse to divide people into good immigrants and bad immigrants.'],
    ['en', 'No one should have to prove they are law-abiding to stay.'],
    ['es', 'La narrativa del buen inmigrante nos divide.'],
    ['es', 'Nadie debería tener que elegir entre buenos inmigrantes y malos inmigrantes.'],
    ['es', 'Rechazamos la división entre buenos inmigrantes y malos inmigrantes.'],
    ['vi', 'Chúng tôi bác bỏ lối kể về di dân tốt và di dân xấu.'],
    ['vi', 'Không ai phải chứng minh mình là gia đình lương thiện.'],
  ])('%s: %s', (language, markdown) => {
    for (const outcome of judge(markdown, language)) expect(outcome).toBe('criticism')
    expect(judge(markdown, language)).not.toEqual([])
  })

  test.each([
    ['en', 'We reject this bill. It protects only law-abiding people.'],
    ['en', 'Stop the deportation of good immigrants.'],
    ['en', 'Refuse the county’s offer and protect law-abiding people.'],
    ['en', 'More than 400 law-abiding neighbors signed.'],
    ['en', 'The bill would not only help good immigrants but also their neighbors.'],
    ['en', 'The frame shop gives law-abiding parents a discount.'],
    ['en', 'Law-abiding immigrants deserve a story of hope.'],
    ['en', 'Good immigrants like him built the argument for reform.'],
    ['es', 'Rechazamos esta ley. Protege solo a los buenos inmigrantes.'],
    ['vi', 'Dự luật bảo vệ di dân tốt trước.'],
  ])('one that uses it is reported: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['warn'])
  })

  test('an entry that does not allow it is reported all the same', () => {
    expect(judge('We reject a narrative that the felons of our town believe.')).toEqual(['error'])
  })
})

describe('a rule of who qualifies', () => {
  test.each([
    ['en', 'Applicants must have no criminal record to qualify for this program.'],
    ['en', 'To qualify, you must have no criminal record.'],
    ['en', 'The program requires a clean record and five years of residence.'],
    ['es', 'Requisito: los solicitantes deben estar sin antecedentes penales.'],
    ['es', 'Para calificar hay que estar sin antecedentes penales.'],
  ])('is silent: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['eligibility'])
  })

  test.each([
    ['en', 'He has no criminal record and three children.'],
    ['en', 'She has no criminal record, and she is required to report every month.'],
    ['en', 'You must apply by Friday. Our members have clean records.'],
    ['es', 'Es un padre sin antecedentes.'],
  ])('is not what somebody praises: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['warn'])
  })
})

describe('a passive that names who acts', () => {
  test.each([
    ['en', 'She was detained by ICE for nine months.'],
    ['en', 'She was detained at dawn by six masked agents.'],
    ['en', 'They were arrested and deported by ICE in one week.'],
    ['en', 'She was locked up, without a lawyer, by the county.'],
    ['en', 'He was deported by the same agency that had given him a permit.'],
    ['en', 'The brothers were arrested in 2008 and, years later, deported by ICE.'],
    ['es', 'Fue detenida por ICE en el tribunal.'],
    ['es', 'Fue arrestado por la policía local y entregado a ICE.'],
    ['es', 'Fueron separadas a manos de la Patrulla Fronteriza.'],
    ['es', 'Fueron detenidos, sin explicación, por el alguacil del condado.'],
    ['vi', 'Anh bị bắt bởi cảnh sát địa phương.'],
  ])('is silent: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['actor'])
  })

  test.each([
    ['en', 'She was detained for nine months.'],
    ['en', 'She was arrested by mistake.'],
    ['en', 'Thousands were detained by 2019.'],
    ['en', 'By 2019, thousands were detained.'],
    ['en', 'They were arrested by Thursday.'],
    ['en', 'He was deported by the time his appeal was heard.'],
    ['en', 'Families were separated by hundreds of miles.'],
    ['en', 'He was arrested by crossing the street.'],
    ['en', 'She was detained in a jail run by GEO Group.'],
    ['en', 'She was detained, and a letter by her lawyer came too late.'],
    ['en', 'He was arrested because he slept, night after night, by the courthouse.'],
    ['en', 'Parents were detained after a raid. ICE gave no reason.'],
    ['es', 'Fue detenido por nueve meses sin fianza.'],
    ['es', 'Fue detenida por error en marzo.'],
    ['es', 'Fueron deportados por cruzar la frontera.'],
    ['es', 'Fue encarcelado en un centro operado por GEO Group.'],
    ['es', 'Fue detenida por el color de su piel.'],
    ['vi', 'Anh bị bắt bởi vì quá hạn thị thực.'],
    ['vi', 'Anh bị giam giữ chín tháng.'],
  ])('is not one that names a time, a manner or another verb’s actor: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['suggest'])
  })
})

describe('a relative clause', () => {
  test.each([
    ['en', 'People who were detained in 2019 can join the suit.'],
    ['en', 'Everyone who has ever been arrested may come.'],
    ['en', 'We work with families that were separated at the bridge.'],
    ['en', 'Mothers whose sons were deported started the group.'],
    ['en', 'People who came as children and were deported can apply.'],
    ['es', 'Las madres que fueron deportadas piden volver.'],
    ['es', 'Quienes fueron detenidos pueden sumarse.'],
    ['es', 'Un joven cuyo padre fue deportado habló primero.'],
    ['vi', 'Chúng tôi giúp những người bị trục xuất tìm luật sư.'],
  ])('is silent: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['relative'])
  })

  test.each([
    ['en', 'She said that he was deported in May.'],
    ['en', 'The woman who runs the clinic was arrested in March.'],
    ['es', 'Dijo que fue detenida en el tribunal.'],
    ['es', 'Sabemos que fueron separados en el puente.'],
    ['vi', 'Bà nói con trai bà bị bắt ở chợ.'],
  ])('is not what somebody says, nor the main verb behind one: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['suggest'])
  })
})

describe('what a teller calls themself', () => {
  test.each([
    ['en', 'I was an inmate for six years.'],
    ['en', 'When I was a prisoner, I learned to cook.'],
    ['en', 'I was detained for nine months.'],
    ['en', 'As a former inmate, I know what a door means.'],
    ['en', 'I am a mother and a felon.'],
    ['es', 'Soy abuelo y fui preso seis años.'],
    ['es', 'Fui detenida en el tribunal.'],
    ['es', 'Nos llamaban reos.'],
    ['vi', 'Tôi là tù nhân suốt sáu năm.'],
    ['vi', 'Chúng tôi từng bị giam giữ ở Texas.'],
  ])('is theirs: %s: %s', (language, markdown) => {
    expect(judge(markdown, language, { ofTeller: true })).toEqual(['self'])
    expect(judge(markdown, language)).not.toEqual(['self'])
  })

  test.each([
    ['en', 'The inmates slept on the floor.'],
    ['en', 'My cellmate was a felon too.'],
    ['en', 'I met other detainees in the yard.'],
    ['es', 'Los presos dormían en el piso.'],
    ['vi', 'Bạn tôi bị trục xuất năm 2018.'],
  ])('is not what they call others: %s: %s', (language, markdown) => {
    expect(judge(markdown, language, { ofTeller: true })).not.toContain('self')
  })

  test('the words that their record lists are silent wherever they use them', () => {
    expect(judge('The inmates slept on the floor.', 'en', { ofTeller: true, selfTerms: ['Inmates'] })).toEqual(['self'])
    expect(judge('The inmates slept on the floor.', 'en', { selfTerms: ['Inmates'] })).toEqual(['error'])
  })
})

test('without cues only marks and places count', async () => {
  const { find, makeGuide } = await import('../small-guide.ts')
  const guide = makeGuide([{ id: 'felon', patterns: ['felons?'] }])
  const outcomes = (markdown: string) => find(markdown, 'en', guide).map(({ severity, silence }) => silence ?? severity)
  expect(outcomes('The label “felon” hurts.')).toEqual(['suggest'])
  expect(outcomes('> Felons cook.')).toEqual(['warn'])
  expect(outcomes('Felons cook.')).toEqual(['error'])
})
