/// How the page looks on a phone, on a screen and on paper.
enum StyleSheet {
    /// Style rules, without any letter that means something in markup.
    static let text = Element.StaticText(
        """

        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: #ffffff; color: #222222; line-height: 1.5;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans",
            sans-serif; font-size: 16px; overflow-wrap: break-word; }
        .page { max-width: 1120px; margin: 0 auto; padding: 0 24px 32px; }
        .stamp { background: #222222; color: #ffffff; text-align: center; position: sticky; top: 0;
          z-index: 1; }
        .stamp p { max-width: none; margin: 0; padding: 6px 12px; letter-spacing: 0.04em; font-size: 14px; }
        p, li, dd, .note { max-width: 46em; }
        h1 { font-size: 30px; line-height: 1.2; margin: 28px 0 4px; }
        h2 { font-size: 23px; line-height: 1.25; margin: 44px 0 10px; padding-top: 14px;
          border-top: 1px solid #c8c8c8; }
        h3 { font-size: 18px; line-height: 1.3; margin: 28px 0 8px; }
        h4, h5, h6 { font-size: 16px; margin: 22px 0 6px; }
        h2, h3, h4, h5, h6 { scroll-margin-top: 44px; }
        p { margin: 0 0 12px; }
        a { color: #004f80; }
        .subtitle { color: #595959; }
        .contents ol { margin: 20px 0 0; padding: 0 0 0 22px; columns: 2; column-gap: 40px;
          max-width: 46em; }
        .contents li { padding: 2px 0; break-inside: avoid; }
        dl { margin: 0 0 16px; }
        dl div { display: grid; grid-template-columns: 15em minmax(0, 1fr); gap: 0 16px;
          padding: 3px 0; }
        dt { color: #595959; }
        dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .note { border: 1px solid #767676; border-left-width: 8px; padding: 12px 16px;
          margin: 18px 0; background: #f6f6f6; }
        .note.warning { border-color: #d55e00; background: #fdf3ec; }
        .note p { margin: 0 0 6px; }
        .note ul { margin: 4px 0 0; padding-left: 20px; }
        .note.warning .note-title::before { content: "\\26A0\\FE0E\\00A0"; }
        .table { margin: 20px 0 24px; }
        .scroll { overflow-x: auto; position: relative;
          background:
            linear-gradient(to right, #ffffff 40%, rgba(255,255,255,0)) left / 32px 100%,
            linear-gradient(to left, #ffffff 40%, rgba(255,255,255,0)) right / 32px 100%,
            linear-gradient(to right, rgba(0,0,0,0.28), rgba(0,0,0,0)) left / 12px 100%,
            linear-gradient(to left, rgba(0,0,0,0.28), rgba(0,0,0,0)) right / 12px 100%;
          background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
        .scroll:focus-visible { outline: 2px solid #0072b2; outline-offset: 2px; }
        table { border-collapse: collapse; font-size: 15px; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding: 0 0 8px; }
        .caption-words { display: inline-block; position: sticky; left: 0;
          max-width: min(46em, calc(100vw - 48px)); }
        th, td { padding: 5px 12px; border-bottom: 1px solid #dcdcdc; vertical-align: baseline;
          text-align: left; }
        th:first-child, td:first-child { padding-left: 4px; }
        thead th { border-bottom: 2px solid #222222; vertical-align: bottom; line-height: 1.25; }
        tbody th { font-weight: normal; }
        tr.group th { font-weight: bold; padding-top: 14px; }
        .numbers { text-align: right; }
        .centre { text-align: center; }
        .unit { display: block; font-weight: normal; color: #595959; white-space: nowrap; }
        .short { white-space: nowrap; }
        .long { min-width: 14em; }
        thead th { min-width: 4.5em; }
        .strong { font-weight: bold; }
        .warning { font-weight: bold; }
        td.warning { background: #fbe4d5; }
        .note.warning { font-weight: normal; }
        .remark { color: #595959; font-size: 14px; margin: 8px 0 0; }
        figure { margin: 20px 0 28px; }
        .drawings { display: flex; flex-wrap: wrap; gap: 20px 32px; align-items: flex-start; }
        .stacked .drawings { flex-direction: column; gap: 4px; }
        figure svg, figure img { display: block; max-width: 100%; height: auto; }
        .drawings svg { flex: 0 1 620px; min-width: 0; width: 620px; font-family: inherit; }
        .stacked .drawings svg { flex: none; width: 100%; max-width: 640px; }
        figcaption { margin-top: 8px; max-width: 46em; font-size: 15px; }
        details { border: 1px solid #c8c8c8; padding: 0 16px; margin: 16px 0; }
        summary { cursor: pointer; padding: 10px 0; font-weight: bold; }
        footer { border-top: 1px solid #c8c8c8; margin-top: 44px; padding-top: 14px;
          font-size: 14px; }
        @media (min-width: 1080px) {
          .row .drawings svg { flex: 0 1 620px; }
          .row .drawings svg:not(:only-child) { flex: 0 1 516px; width: 516px; }
        }
        @media (max-width: 640px) {
          .page { padding: 0 12px 24px; }
          h1 { font-size: 25px; margin-top: 20px; }
          h2 { font-size: 21px; }
          .stamp p { font-size: 12px; letter-spacing: 0; }
          .contents ol { columns: 1; }
          .contents li { padding: 8px 0; }
          .caption-words { max-width: calc(100vw - 24px); }
          dl div { grid-template-columns: minmax(0, 1fr); padding: 5px 0; }
          table { font-size: 14px; }
          th, td { padding: 6px; }
          details { padding: 0 10px; }
        }
        @page { size: A4; margin: 14mm 15mm 16mm; }
        @media print {
          html, body { font-size: 10pt; line-height: 1.4; }
          body { display: table; width: 100%; table-layout: fixed; }
          .stamp { display: table-header-group; break-inside: avoid; position: static;
            background: none; color: #000000; }
          .stamp p { font-size: 9pt; border: solid #000000; border-width: 1.5px 0; padding: 2px 8px;
            margin: 0 0 12px; }
          .page { max-width: none; padding: 0; }
          h1 { font-size: 20pt; margin-top: 6px; }
          h2 { font-size: 15pt; margin-top: 26px; }
          h3 { font-size: 12pt; }
          h1, h2, h3, h4, h5, h6, summary { break-after: avoid; }
          p, li { orphans: 3; widows: 3; }
          a { color: inherit; text-decoration: none; }
          .scroll { overflow: visible; background: none; }
          table { font-size: 8.5pt; max-width: 100%; }
          thead { display: table-header-group; }
          tr, .note, dl div { break-inside: avoid; }
          th, td { padding: 3px 7px; }
          .short.words { white-space: normal; }
          .crowded thead th, .packed thead th, .crowded .words, .packed .words {
            overflow-wrap: anywhere; }
          td.numbers { white-space: nowrap; }
          .crowded table { font-size: 7.5pt; }
          .packed table { font-size: 6.5pt; }
          .crowded th, .crowded td, .packed th, .packed td { padding: 2px 3px; }
          .long, thead th { min-width: 0; }
          .caption-words { position: static; max-width: none; }
          caption { break-after: avoid; }
          figure { break-inside: avoid; }
          figure.stacked { break-inside: auto; }
          figure svg, figure img { break-inside: avoid; }
          .drawings, .stacked .drawings { display: block; }
          .drawings svg, .row .drawings svg:not(:only-child) { width: 100%; max-width: 125mm;
            margin-bottom: 8px; }
          .stacked .drawings svg { max-width: 125mm; }
          figcaption { break-before: avoid; font-size: 9pt; }
          dl div { grid-template-columns: 11em minmax(0, 1fr); }
          footer { font-size: 8.5pt; }
          details { border: 0; padding: 0; }
          details::details-content { content-visibility: visible; display: block;
            height: auto; block-size: auto; opacity: 1; }
          summary { list-style: none; }
          .note, .warning, td.warning { print-color-adjust: exact;
            -webkit-print-color-adjust: exact; }
        }

        """)
}
