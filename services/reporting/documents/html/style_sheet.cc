#include "services/reporting/documents/html/style_sheet.h"

namespace zhengping::reporting {

const char kStyleSheet[] = R"css(
@font-face { font-family: "full-width punctuation"; unicode-range: U+2014, U+2018-2019, U+201C-201D, U+2026;
  src: local("仿宋_GB2312"), local("FangSong"), local("STFangsong"), local("SimSun"), local("Noto Serif CJK SC"),
    local("AR PL UMing CN"); }
:root {
  --body: "full-width punctuation", "Times New Roman", "仿宋_GB2312", FangSong, STFangsong, "Noto Serif CJK SC", serif;
  --title: "方正小标宋简体", FZXiaoBiaoSong-B05S, "Noto Serif CJK SC", STSong, SimSun, serif;
  --hei: "黑体", SimHei, "PingFang SC", "Noto Sans CJK SC", sans-serif;
  --kai: "楷体_GB2312", KaiTi, STKaiti, "AR PL UKai CN", serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: #e9ebee; color: #000; font: 16pt/28.95pt var(--body); text-align: justify; }
section { background: #fff; width: 210mm; margin: 8mm auto; padding: 37mm 26mm 35mm 28mm;
  box-shadow: 0 1px 6px rgba(0, 0, 0, .25); }
section.landscape { width: 297mm; padding: 28mm 37mm 26mm 35mm; }
h1, h2, h3, h4, h5, p { margin: 0; font-size: inherit; line-height: inherit; font-weight: normal; overflow-wrap: anywhere; }
h1, .annex-title { font-family: var(--title); font-size: 22pt; line-height: 1.65; text-align: center; text-wrap: balance; }
h1 { margin-bottom: 28.95pt; }
.annex-title { margin: 14.5pt 0; }
.annex-label { font-family: var(--hei); }
h2, h3, h4, h5, p.body { text-indent: 2em; }
h2 { font-family: var(--hei); }
h3 { font-family: var(--kai); }
.annex-title { text-indent: 0; }
h2, h3, h4, h5, .annex-label, caption { break-after: avoid; }
h2, h3, h4, h5, p.body, p.flush { letter-spacing: -.3pt; }
.annex-title { letter-spacing: 0; }
p.centered { text-align: center; }
p.right { text-align: right; }
p.note { font-size: 10.5pt; line-height: 17pt; margin-top: 3pt; }
p.further { padding-left: 2em; margin-top: 0; }
.annex-list { margin: 28.95pt 0 0; padding-left: 2em; display: flex; }
.annex-list p { flex: none; }
.annex-list ol { list-style: none; margin: 0; padding: 0; }
.annex-list li { display: flex; text-align: left; }
.annex-list .number { flex: none; width: 1em; }
.closing { break-before: avoid; break-inside: avoid; }
.signature { margin: 57.9pt 0 0 auto; width: fit-content; text-align: center; padding-right: 2em; }
.scroll { overflow-x: auto; margin: 6pt 0; }
.scroll.joined { margin-top: -7pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 10.5pt; line-height: 15pt; }
caption { font-size: 12pt; line-height: 22pt; font-weight: bold; text-align: center; }
.unit { display: block; font-size: 10.5pt; line-height: 17pt; font-weight: normal; text-align: right; }
th, td { border: .5pt solid #000; padding: 2pt 3.4pt; height: 7mm; vertical-align: middle; text-align: left;
  font-weight: normal; overflow-wrap: anywhere; }
th, .center { text-align: center; }
.left { text-align: left; }
.right { text-align: right; }
.head th { font-family: var(--hei); }
.number { font-variant-numeric: tabular-nums; overflow-wrap: normal; }
tr.total td, tr.total th { font-weight: bold; }
td:not([rowspan]), th:not([rowspan]), .short, caption { break-inside: avoid; }
tr.split td { break-inside: auto; }
thead { display: table-header-group; }
.footnotes { border-top: .5pt solid #000; margin-top: 28.95pt; padding: 6pt 0 0; font-size: 9pt; line-height: 14pt; list-style: none; }
sup { line-height: 0; font-size: .6em; }
sup a, .footnotes a { color: inherit; text-decoration: none; }
.page-break { break-before: page; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: 14pt SimSun, "Noto Serif CJK SC", serif; } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt SimSun, "Noto Serif CJK SC", serif; } }
@page wide { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }
@media print {
  body { background: none; }
  section, section.landscape { width: auto; margin: 0; padding: 0; box-shadow: none; }
  section.annex { break-before: page; }
  section.landscape { page: wide; }
  .scroll { overflow: visible; padding: 0 .5pt; }
}
@media screen {
  data[data-figure] { border-bottom: 1px dotted #8a94a6; cursor: help; }
  data[data-figure]:hover { background: #fff3c4; }
}
@media screen and (max-width: 215mm) {
  body { font-size: 13pt; line-height: 1.75; background: #fff; }
  section, section.landscape { width: auto; margin: 0; padding: 6vw; box-shadow: none; }
  section.annex { border-top: 1px solid #ccc; }
  h1, .annex-title { font-size: 17pt; }
  .scroll table { min-width: 130mm; }
  .landscape .scroll table { min-width: 220mm; }
}
)css";

}  // namespace zhengping::reporting
