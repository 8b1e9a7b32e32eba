import { type DetailPhrases, exact, minorAge, name, phrase } from './phrases.ts'

const country = '(?:hoa kỳ|nước mỹ|mỹ|đất mỹ|đất nước này|california|texas)'
const person = '(?:tôi|mình|em|anh|chị|cô|ông|bà|họ|chúng tôi|anh ấy|cô ấy|chị ấy|ông ấy|bà ấy|cháu|con)'
const relative =
  '(?:vợ|chồng|vợ chồng|con trai|con gái|con|các con|đứa con|mẹ|cha|ba|bố|má|ba má|cha mẹ|bố mẹ|anh trai|em trai|chị gái|em gái|anh em|chị em|ông bà|ông nội|bà nội|ông ngoại|bà ngoại|cháu trai|cháu gái|bạn gái|bạn trai|hôn phu|hôn thê|chú|bác|dì|cậu)'

/** Vietnamese. Not read by a native speaker yet: patterns that ordinary words share are left out. */
export const vi: DetailPhrases = {
  entry: [
    phrase(
      'vượt biên|vượt biển|thuyền nhân|(?:băng|vượt|đi|trốn) qua biên giới|qua biên giới|không qua kiểm tra (?:nhập cảnh|biên giới)',
    ),
    phrase(
      'nhập cảnh (?:lậu|trái phép|bất hợp pháp|không|năm|vào|bằng|theo|hoa kỳ)|đưa người (?:lậu|vượt biên)|coyote',
    ),
    phrase(
      `(?:đến|sang|qua|tới|vào|nhập cư vào|định cư (?:ở|tại)) ${country}(?: [\\p{L}\\p{M}]+){0,3}? (?:(?:vào |từ |hồi )?năm (?:19|20)\\d\\d|khi (?:mới |còn |lên )?(?:\\d+|\\p{L}+) tuổi|(?:bằng|theo) (?:diện|visa|thị thực|thuyền|đường)|lúc (?:\\d+|\\p{L}+) tuổi|khi còn (?:nhỏ|bé))`,
    ),
    phrase(
      '(?:visa|thị thực)(?: \\p{L}+){0,2} (?:hết hạn|quá hạn)|(?:quá hạn|hết hạn|ở quá hạn) (?:visa|thị thực)|ở quá hạn|theo diện (?:tị nạn|tỵ nạn|h\\.?o\\.?|đoàn tụ|con lai|du lịch|du học)|ngày nhập cảnh|cửa khẩu',
    ),
  ],
  convictions: [
    phrase(
      'bị (?:kết án|kết tội|truy tố|tuyên án|bỏ tù|phạt tù|giam vì|bắt vì)|nhận tội|thừa nhận tội|thỏa thuận nhận tội|bản án|án tù|tiền án|tiền sự|án treo|lý lịch tư pháp',
    ),
    phrase(
      '(?:ở|ngồi|đi|ra|mãn hạn|trong|vào) tù|năm tù|tháng tù|tù chung thân|(?:được )?tạm tha|quản chế|(?:năm|tháng) sau song sắt',
    ),
  ],
  removal_order: [
    phrase(
      '(?:lệnh|án|thủ tục|hồ sơ) trục xuất|bị trục xuất|trục xuất (?:tôi|anh|chị|em|ông|bà|họ|chúng tôi)|tự nguyện (?:rời|hồi hương)|xử vắng mặt|giấy (?:gọi|báo) ra tòa di trú',
    ),
  ],
  family: [phrase(`${relative} (?:của )?${person}`)],
  health: [
    phrase(
      'được chẩn đoán|bị chẩn đoán|ung thư|bướu|bạch cầu|tiểu đường|hiv|hen suyễn|động kinh|chạy thận|suy thận|hóa trị|đau tim|bệnh tim|lao phổi|viêm gan',
    ),
    phrase(
      'trầm cảm|rối loạn|tâm thần|tự tử|tự sát|nghiện|quá liều|mang thai|có thai|sẩy thai|sảy thai|phá thai|nhập viện|nằm viện|phẫu thuật|khuyết tật|bệnh của (?:tôi|anh|chị|em|ông|bà)',
    ),
  ],
  identifiers: [
    phrase(
      'sinh ngày \\d{1,2}[\\d/., \\p{L}\\p{M}-]*\\d|ngày sinh:? ?\\d[\\d/., \\p{L}\\p{M}-]*\\d|ngày tháng năm sinh',
    ),
    phrase('số (?:ngoại kiều|nhà|a):? ?a?[-\\d]+'),
    exact(`\\d{1,5}[A-Z]? (?:đường|phố|Đường|Phố) ${name}`),
  ],
  school: [
    exact(
      `(?:[Tt]rường|[Tt]rường (?:trung học|tiểu học|đại học|cao đẳng|THPT|THCS|Trung học|Tiểu học|Đại học|Cao đẳng)|[Đđ]ại học|[Cc]ao đẳng) ${name}`,
    ),
  ],
  employer: [
    exact(
      `[Ll]àm(?: việc| công)? (?:cho|tại|ở|trong) (?:công ty|nhà hàng|hãng|tiệm|nhà máy|xưởng|siêu thị|khách sạn|tiệm nail|bệnh viện) ${name}`,
    ),
    exact(`[Ll]àm việc cho ${name}`),
    exact(`(?:chủ|công ty) (?:của )?(?:tôi|anh|chị|em|ông|bà) (?:là )?${name}`),
  ],
  minors: [
    exact(`(?:${name} )*${name},? (?:mới |lên |chỉ |đã |được |năm nay )*${minorAge} tuổi`),
    exact(`(?:[Bb]é|[Cc]háu bé) ${name}`),
  ],
  victimization: [
    phrase(
      'bạo (?:hành|lực) (?:gia đình|tình dục)|bị (?:đánh đập|đánh|hành hạ|tra tấn|hãm hiếp|cưỡng hiếp|cưỡng bức|lạm dụng|bắt cóc|buôn bán|tống tiền|đe dọa|hăm dọa|bức hại|đàn áp|quấy rối|ngược đãi|tấn công|đâm|bắn)',
    ),
    phrase(
      'nạn nhân|xâm hại|buôn người|lạm dụng tình dục|dọa giết|giết (?:chết )?(?:con|cha|mẹ|chồng|vợ|anh|em)|visa [ut]',
    ),
  ],
}
