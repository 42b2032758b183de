#include "core/report/report_style.h"

namespace hypnodesk {

const char* const kReportStyle = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef0f2; color: #1c2733; line-height: 1.45;
  font: 15px/1.45 "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
main { max-width: 860px; margin: 24px auto; padding: 36px 44px; background: #fff;
  box-shadow: 0 1px 4px rgba(28, 39, 51, .14); }
h1 { margin: 0; font-size: 25px; font-weight: 600; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 34px 0 10px; font-size: 16px; font-weight: 600; }
p { margin: 6px 0; }
.subtitle { color: #51606f; overflow-wrap: anywhere; }
.notice { margin: 16px 0 0; padding: 8px 12px; border-left: 3px solid #b7791f; background: #fdf8ee; font-size: 13.5px; }
.status { color: #51606f; }
.letterhead { display: flex; justify-content: space-between; gap: 20px; margin-bottom: 20px; padding-bottom: 12px;
  border-bottom: 1px solid #aeb6bf; font-size: 13px; overflow-wrap: anywhere; }
.letterhead strong { font-size: 17px; }
.letterhead img { max-width: 220px; max-height: 60px; object-fit: contain; }
.identity { display: grid; grid-template-columns: 1fr 1fr; gap: 0 28px; margin-top: 12px; }
.identity dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0; align-content: start; }
.identity dt { font-size: 12.5px; color: #51606f; }
.identity dd { margin: 0; overflow-wrap: anywhere; }
dd.absent { color: #6a7682; }
.key dd.absent { font-size: 14px; font-weight: 400; }
.key { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 12px; margin: 22px 0 4px; padding: 0; }
.key div { display: flex; flex-direction: column; justify-content: space-between; padding: 10px 12px; border: 1px solid #dfe3e8; border-radius: 4px; }
.key dt { font-size: 12px; color: #51606f; }
.key dd { margin: 2px 0 0; font-size: 20px; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.key dd small { display: block; font-size: 12px; font-weight: 400; color: #51606f; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th, td { padding: 4px 10px 4px 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid #e6e9ed; }
thead th { font-size: 12px; font-weight: 500; color: #51606f; border-bottom-color: #aeb6bf; }
tbody th { font-weight: 500; }
.facts tbody th { width: 31%; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.definition { color: #51606f; font-size: 12.5px; padding-left: 14px; }
td.absent { color: #6a7682; font-style: italic; }
tr.group th { padding-top: 14px; font-size: 12px; font-weight: 600; color: #51606f; border-bottom-color: #aeb6bf; }
td.text { overflow-wrap: anywhere; }
figure { margin: 18px 0 0; }
figcaption { margin-top: 4px; font-size: 12.5px; color: #51606f; }
svg.night { display: block; width: 100%; height: auto; font-family: inherit; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0 0; padding: 0; list-style: none; font-size: 12.5px; }
.legend svg { width: 14px; height: 10px; margin-right: 5px; }
code { font-size: 12px; overflow-wrap: anywhere; }
footer { margin-top: 34px; padding-top: 10px; border-top: 1px solid #aeb6bf; font-size: 12.5px; color: #51606f; }
@media (max-width: 700px) { main { margin: 0; padding: 20px 16px; } .key { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .identity { grid-template-columns: 1fr; } }
@page { size: A4; margin: 15mm 14mm; }
@media print {
  body { background: #fff; font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  h2 { break-after: avoid; }
  tr, figure, .key, .notice { break-inside: avoid; }
  tr.group { break-after: avoid; }
  thead { display: table-header-group; }
}
)css";

} // namespace hypnodesk
