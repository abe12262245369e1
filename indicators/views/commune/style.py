"""The style sheet of an area's page, in the colours of one theme, also on paper."""

from indicators.charts.palette import area_colour, palette

# Lengths in pixels; a row of the table is 36 of them high. On a telephone a source can be pressed
# on 40 of them, of which 8 above and 8 below lie over texts that do nothing.
RULES = """
[data-testid="stMainBlockContainer"]{padding-bottom:16px}
[data-testid="stMainBlockContainer"] h1{padding-top:4px}
.tx{font-size:14px;line-height:18px;color:var(--ink)}
.tx h2{font-size:20px;line-height:28px;font-weight:600;padding:0;margin:0 0 2px}
.tx h3{font-size:14px;line-height:20px;font-weight:600;padding:0;margin:0}
.tx small{display:block;font-size:12px;line-height:14px;color:var(--muted)}
.tx p,.tx li,.tx ul,.tx ol,.tx table,.tx th,.tx td{font-size:inherit;line-height:inherit}
.tx p,.tx li{margin:0}
.tx a{color:inherit;text-decoration:underline}
.tx a:focus-visible,.tx summary:focus-visible,.tx input:focus-visible{outline:3px solid var(--own);
outline-offset:2px}
.tx-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.tx i{display:inline-block;box-sizing:border-box;print-color-adjust:exact;
-webkit-print-color-adjust:exact}
.tx-line{min-width:90px}
.tx-bar{position:relative;height:16px;margin:0 7px}
.tx-bar::before{content:"";position:absolute;left:0;right:0;top:6px;height:4px;
background:var(--fill);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.tx-bar i{position:absolute}
.tx-ends{display:flex;justify-content:space-between;font-size:11px;line-height:13px;
color:var(--muted)}
.tx .tx-half{height:10px;background:var(--band)}.tx-bar .tx-half{top:3px}
.tx-bar .tx-reach{top:7px;height:2px;background:var(--own)}
.tx .tx-own{width:12px;height:12px;border-radius:50%;background:var(--own);
border:2px solid var(--page)}
.tx .tx-open{background:var(--page);border:2.5px solid var(--ink)}
.tx-bar .tx-own{top:2px;margin-left:-6px}
.tx .tx-m{width:9px;height:9px;border:2px solid var(--ink);background:var(--page)}
.tx-bar .tx-m{top:3.5px;margin-left:-4.5px}
.tx .tx-nation{width:3px;height:16px;border:0;background:var(--ink)}
.tx-bar .tx-nation{top:0;margin-left:-1.5px}
.tx .tx-province{transform:rotate(45deg)}
.tx .tx-peers{border-radius:50%;border-style:dotted}
.tx .tx-neighbours{border-width:1.5px}
.tx .tx-threshold{width:0;height:16px;border:0;border-left:2px dashed var(--limit);background:none}
.tx-bar .tx-threshold{top:0;margin-left:-1px}
.tx .tx-legend{list-style:none;display:flex;flex-wrap:wrap;gap:0 14px;margin:0 0 4px;
padding:0!important;font-size:12px;line-height:18px;color:var(--muted)}
.tx-legend li{display:flex;align-items:center;gap:5px;margin:0;padding:0}
.tx-legend .tx-half{width:20px}
.tx-head{display:grid;grid-template-columns:minmax(0,4fr) minmax(0,6fr);gap:0 16px;padding:3px 0;
border-top:1px solid var(--grid);break-inside:avoid}
.tx-head h3{display:inline;margin-right:6px}
.tx-head strong{font-size:16px;line-height:20px;font-weight:700}
.tx-head p{font-size:12px;line-height:14px}
.tx-none{font-size:12px;line-height:14px;color:var(--muted)}
.tx-all table{width:100%;border-collapse:collapse;table-layout:fixed;margin:0}
.tx-all th,.tx-all td{border:0;border-top:1px solid var(--grid);padding:1px 10px 1px 0;
text-align:left;vertical-align:middle;font-weight:400}
.tx-all thead th{font-size:12px;line-height:16px;color:var(--muted);border:0;vertical-align:bottom}
.tx-all th:nth-child(1){width:29%}.tx-all th:nth-child(2){width:14%}
.tx-all th:nth-child(3){width:17%}.tx-all th:nth-child(4){width:10.5%}
.tx-all th:nth-child(5){width:10.5%}.tx-all th:nth-child(6){width:19%}
.tx-row{height:36px;break-inside:avoid}
.tx-row .tx-value{font-weight:600}
.tx-place{font-variant-numeric:tabular-nums}
.tx-theme th{padding:1px 0}
.tx-theme label{display:flex;align-items:center;gap:6px;cursor:pointer}
.tx-theme input{appearance:none;-webkit-appearance:none;margin:0;width:20px;height:20px;
cursor:pointer;flex:none}
.tx-theme input::before{content:"\\25B8";display:block;width:20px;font-size:22px;line-height:20px;
text-align:center;
color:var(--muted)}
.tx-theme input:checked::before{content:"\\25BE"}
.tx-all tbody:has(.tx-theme input:not(:checked)) .tx-row{display:none}
.tx-src{position:relative;font-size:12px;line-height:15px}
.tx-src summary{cursor:pointer;color:var(--muted);min-height:24px;display:flex;flex-wrap:wrap;
align-items:center;gap:0 6px;text-decoration:underline dotted;list-style:none}
.tx-src summary::-webkit-details-marker{display:none}
.tx-warn{color:var(--ink);font-weight:600}
.tx-card{position:absolute;z-index:30;right:0;top:100%;width:min(440px,88vw);padding:10px 14px;
background:var(--page);border:1px solid var(--muted);border-radius:6px;font-size:13px;
line-height:18px;overflow-wrap:anywhere}
.tx-card ul{margin:0 0 6px;padding-left:18px!important}
.tx-card li{margin:0;padding:0}
.tx details{margin:0}
.tx-gaps summary{cursor:pointer;min-height:24px}
.tx-gaps ul{margin:0;padding-left:18px!important}
.tx-gaps li{margin:0;padding:0}
.tx-near{font-size:13px;line-height:18px}
.tx-near img{display:block;width:100%;height:auto;margin-bottom:4px}
.tx-near h2{margin-top:12px}
.tx-near ol{margin:0;padding-left:20px!important}
.tx-near li{margin:0;padding:0}
@media (max-width:700px){
.tx-head{grid-template-columns:1fr}
.tx-all table,.tx-all tbody,.tx-all tr,.tx-all th,.tx-all td{display:block;width:auto!important}
.tx-all thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.tx-all tbody tr.tx-row{display:flex;flex-wrap:wrap;gap:1px 8px;border-top:1px solid var(--grid);
padding:2px 0;height:auto}
.tx-all .tx-row th,.tx-all .tx-row td{border:0;padding:0}
.tx-row th{flex:1 1 0;min-width:50%}
.tx-row .tx-value{max-width:calc(50% - 8px);margin-left:auto;text-align:right;
overflow-wrap:anywhere}
.tx-all tbody tr.tx-row::after{content:"";flex:1 0 100%;order:1}
.tx-row .tx-cell{flex:1 1 120px;order:2}
.tx-row .tx-place{max-width:31%;font-size:13px;order:3}
.tx-row .tx-no{display:none}
.tx-near img{width:auto;max-height:150px;margin:0 auto 4px}
.tx-row .tx-place::before{content:attr(data-label);display:block;font-size:11px;line-height:12px;
color:var(--muted)}
.tx-row .tx-from{flex:1 0 100%;order:4}
.tx-theme label{min-height:40px}
.tx-card{position:static;width:auto}
.tx-src summary{min-height:40px;padding:8px 0;margin:-8px 0}
}
@media print{
@page{size:A4;margin:12mm}
.stApp,.stMain,[data-testid="stAppViewContainer"],[data-testid="stMainBlockContainer"]{
position:static!important;display:block!important;overflow:visible!important;height:auto!important}
[data-testid="stMainBlockContainer"]{padding:0!important;max-width:none!important}
[data-testid="stHeader"],[data-testid="stToolbar"],.stTextInput,.stButton,.stButtonGroup,
.stDownloadButton,.stPageLink,.st-key-not_on_paper{display:none!important}
.tx{font-size:11px;line-height:14px}.tx small,.tx-src,.tx-none{font-size:9px;line-height:11px}
.tx-row{height:26px}.tx-card{display:none}
}
"""


def style_html(dark: bool) -> str:
    """The style sheet as an element for ``st.html``; on paper the colours of the light theme."""
    paper = f"@media print{{.tx{{{_variables(dark=False)}}}}}"
    return f"<style>.tx{{{_variables(dark)}}}{paper}{RULES}</style>"


def _variables(dark: bool) -> str:
    colours = palette(dark)
    named = {
        "page": colours.page, "ink": colours.ink, "muted": colours.muted, "grid": colours.grid,
        "fill": colours.fill, "band": colours.band, "own": area_colour(0, dark),
        "limit": area_colour(1, dark),
    }  # fmt: skip
    return ";".join(f"--{name}:{colour}" for name, colour in named.items())
