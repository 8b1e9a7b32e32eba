import { describe, expect, it } from 'vitest'
import type { RiskDetail } from '../../src/stories/record.ts'
import { findDetails } from '../../src/stories/risk-details/find-details.ts'

const detailsIn = (text: string): RiskDetail[] => [...new Set(findDetails(text).map(({ detail }) => detail))]

const given: Record<RiskDetail, string[]> = {
  entry: [
    'A coyote left us in the desert.',
    'I crossed the border when I was nine.',
    'We walked across the desert for three days.',
    'He entered without inspection.',
    'She overstayed her visa.',
    'Her visa had expired by then.',
    'I came to the United States in 1994.',
    'They arrived in this country as a refugee in 1981.',
    'He was brought to the U.S. when he was two.',
    'I came to this country from Laos at the age of six.',
    'He was paroled into the country.',
    'Crucé la frontera con mi prima.',
    'El coyote nos dejó allí.',
    'Llegué a los Estados Unidos en 1998.',
    'Entró sin papeles.',
    'Vine a este país cuando tenía cinco años.',
    'Se le venció la visa.',
    'Gia đình tôi vượt biên năm 1980.',
    'Tôi đến Mỹ năm 1992.',
    'Anh sang Hoa Kỳ khi mới sáu tuổi.',
    'Chị ở lại khi visa hết hạn.',
  ],
  convictions: [
    'He was convicted of theft.',
    'She pleaded guilty on the advice of her lawyer.',
    'After eleven years in prison I came home.',
    'I served 12 years in prison.',
    'He has an old drug conviction.',
    'My conviction is from 1996.',
    'She is on parole.',
    'He was arrested for driving without a license.',
    'Fue condenado por robo.',
    'Se declaró culpable.',
    'Pasó diez años en prisión.',
    'Tiene antecedentes penales.',
    'Anh bị kết án năm mười chín tuổi.',
    'Chị đã ngồi tù sáu năm.',
    'Anh ấy nhận tội.',
  ],
  removal_order: [
    'He has a final order of removal.',
    'A judge ordered her deported.',
    'She was deported in 2011.',
    'He was ordered removed in absentia.',
    'They are in removal proceedings.',
    'Tiene una orden de deportación.',
    'Lo deportaron en 2012.',
    'Anh có lệnh trục xuất.',
    'Chị bị trục xuất về Việt Nam.',
  ],
  family: [
    'My wife waits every night.',
    'His youngest daughter asks for him.',
    'her two children',
    'Mi esposa espera.',
    'Sus dos hijos lo esperan.',
    'Vợ tôi chờ mỗi đêm.',
    'con trai của anh',
  ],
  health: [
    'She was diagnosed with lupus.',
    'I have diabetes.',
    'He was seven months pregnant — no, she was.',
    'He attempted suicide.',
    'Le diagnosticaron cáncer.',
    'Estaba embarazada.',
    'Chị bị trầm cảm.',
    'Anh được chẩn đoán ung thư.',
  ],
  victimization: [
    'She fled domestic violence.',
    'He was beaten by the police there.',
    'They were trafficked.',
    'The gang threatened to kill us.',
    'Sufrió violencia doméstica.',
    'La amenazaron de muerte.',
    'Chị là nạn nhân bạo hành gia đình.',
    'Anh bị tra tấn.',
  ],
  identifiers: [
    'My number is A012 345 678.',
    'A-number A87654321',
    'Docket No. 19-73210 was dismissed.',
    'Case 3:19-cv-01234 is open.',
    'Receipt IOE0912345678.',
    'She was born on May 3, 1990.',
    'Date of birth: 5/3/1990',
    'They live at 1420 North Maple Street.',
    'at 12 Oak Ave., upstairs',
    'Nació el 3 de mayo de 1990.',
    'Vive en la calle Juárez 145.',
    'Anh sinh ngày 3 tháng 5 năm 1990.',
  ],
  school: [
    'She goes to Lincoln High School.',
    'He studied at Riverside.',
    'at the University of Elsewhere',
    'Estudia en la Escuela Benito Juárez.',
    'Em học trường Lê Lợi.',
  ],
  employer: [
    'He works at Acme Foods.',
    'I worked for Globex for six years.',
    'Trabajaba para Acme.',
    'Trabaja en el restaurante La Flor.',
    'Chị làm việc cho Acme.',
  ],
  minors: [
    'Mateo, 6, draws him every day.',
    'Mateo is six years old.',
    'Her six-year-old daughter Lucia draws.',
    'Lucia turned 7 this spring.',
    'Lucía, de siete años, dibuja.',
    'Bé Lan 6 tuổi.',
    'Lan mới 6 tuổi.',
  ],
}

describe('what can be used against a teller is found in three languages', () => {
  for (const [detail, sentences] of Object.entries(given)) {
    it.each(sentences)(`${detail}: %s`, (sentence) => {
      expect(detailsIn(sentence)).toContain(detail)
    })
  }

  it.each([
    ['NFD', 'Anh bị trục xuất.'.normalize('NFD')],
    ['a line wrap and a no-break space', 'He has a final\norder of\u00A0removal.'],
    ['a soft hyphen', 'He has a final order of re\u00ADmoval.'],
  ])('however it is written: %s', (_, sentence) => {
    expect(detailsIn(sentence)).toContain('removal_order')
  })
})

describe('ordinary words of a story are left alone', () => {
  it.each([
    'Every family deserves to stay together.',
    'Ask our partner in Texas, or their partner organizations.',
    'I open the door every morning and breathe.',
    'With conviction, we say that nobody is disposable.',
    'It is my conviction that people change.',
    'The border is a line that somebody drew.',
    'We crossed the street to the courthouse.',
    'Congress ordered a study.',
    'The organization works for justice.',
    'We won 1,200 votes in 2024.',
    'Call (555) 010-0100 by May 3, 2024.',
    'Section 212(c) was repealed in 1996.',
    'On March 3, 12 people spoke.',
    'The New Way Forward Act would change that.',
    'Room 12 is open to all.',
    'Nobody is only the worst thing they have done.',
    'La organización trabaja por la justicia.',
    'Cada familia merece estar junta.',
    'La frontera es una línea.',
    'El 3 de mayo, 12 personas hablaron.',
    'Mọi gia đình đều xứng đáng được ở bên nhau.',
    'Chúng tôi làm việc vì công lý.',
    'Ngày 3 tháng 5 năm 2024, hãy gọi cho dân biểu.',
    'Hoa Kỳ là một đất nước của người nhập cư.',
  ])('%s', (sentence) => {
    expect(findDetails(sentence)).toEqual([])
  })
})
