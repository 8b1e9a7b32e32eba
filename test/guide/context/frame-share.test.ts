import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/document/markdown.ts'
import { countActors } from '../../../src/guide/frame-share.ts'
import { readTexts } from '../../../src/guide/read-texts.ts'
import { cues } from './context-guide.ts'

test.each([
  ['en', 'ICE detained her in May.', 1, 0],
  ['en', 'She was detained in May.', 0, 1],
  ['en', 'She was detained by ICE.', 1, 0],
  ['en', 'The sheriff arrested him. They were deported by ICE. She was jailed.', 2, 1],
  ['en', 'People who were detained in 2019 can join.', 0, 0],
  ['en', 'Detained people have rights.', 0, 0],
  ['en', 'ICE agents in masks arrested three fathers.', 1, 0],
  ['en', 'Officers from ICE and the county jailed him.', 1, 0],
  ['en', 'The sheriff says detained people cost money.', 0, 0],
  ['en', 'Congress lets ICE deport people for old convictions.', 1, 0],
  ['en', 'She was later deported.', 0, 1],
  ['en', 'They are being separated from their children.', 0, 1],
  ['en', 'People can be deported for a plea.', 0, 1],
  ['en', 'He was handed to ICE and deported.', 0, 0],
  ['en', 'Agents came at dawn. They arrested my father.', 1, 0],
  ['en', 'It wants to jail people and deport them.', 0, 0],
  ['en', 'Immigration officials can keep using it to jail people and deport them.', 0, 0],
  ['en', 'She was detained and deported by ICE.', 1, 0],
  ['en', 'He was a criminalized person.', 0, 0],
  ['en', 'The government can jail people.', 1, 0],
  ['en', 'We fight deportation and jails.', 0, 0],
  ['en', 'Our member was arrested at a traffic stop by local police.', 1, 0],
  ['en', 'She got arrested, and her kids were locked up.', 0, 2],
  ['es', 'ICE detuvo a su padre.', 1, 0],
  ['es', 'Lo detuvo la policía.', 1, 0],
  ['es', 'La detuvieron en el tribunal.', 0, 1],
  ['es', 'ICE llegó al alba. Se llevaron a mi padre.', 1, 0],
  ['es', 'Fue deportada en mayo.', 0, 1],
  ['es', 'Fue deportada por ICE.', 1, 0],
  ['es', 'A mi hermano lo arrestaron ayer.', 0, 1],
  ['es', 'Los agentes de ICE la arrestaron.', 1, 0],
  ['es', 'Personas que fueron detenidas pueden venir.', 0, 0],
  ['es', 'El gobierno encarcela a muchas familias.', 1, 0],
  ['es', 'Detuvieron a mi madre.', 0, 1],
  ['es', 'Las personas detenidas tienen derechos.', 0, 0],
  ['es', 'Nos separaron en el puente.', 0, 1],
  ['es', 'La Patrulla Fronteriza nos separó en el puente.', 1, 0],
  ['es', 'Mi padre denunció a la policía y lo deportaron.', 0, 1],
  ['vi', 'Bà bị ICE bắt tại tòa án.', 1, 0],
  ['vi', 'Bà bị bắt tại tòa án.', 0, 1],
  ['vi', 'ICE bắt giữ ba người cha.', 1, 0],
  ['vi', 'Chính quyền có thể trục xuất họ.', 1, 0],
  ['vi', 'Anh bị bắt bởi cảnh sát.', 1, 0],
  ['vi', 'Những người bị trục xuất có quyền.', 0, 0],
  ['vi', 'trước khi chính quyền bỏ tù rồi trục xuất họ.', 1, 0],
])('%s: %s (%d name who acts, %d do not)', (language, markdown, named, unnamed) => {
  const texts = readTexts(parseMarkdown(markdown), markdown, language)
  expect(countActors(texts, language, cues[language])).toEqual({ named, unnamed })
})

test('without cues nothing is counted', () => {
  const texts = readTexts(parseMarkdown('She was detained.'), 'She was detained.', 'en')
  expect(countActors(texts, 'en', undefined)).toEqual({ named: 0, unnamed: 0 })
})
