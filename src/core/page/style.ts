/** What both pages look like: light and dark as the receiver's system is, one column that fits a phone. */
const COMMON = `
:root{color-scheme:light dark;--bg:#f3f5f9;--card:#fff;--ink:#1a1f29;--dim:#555e6e;--line:#dde2ea;--accent:#0a58ca;--on:#fff;--soft:#eaf1fd;--good:#0b6b3a;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--bg:#11141a;--card:#1a1f28;--ink:#e8ebf1;--dim:#a5aebd;--line:#2f3745;--accent:#8fb8ff;--on:#0b1730;--soft:#1f2b42;--good:#74d7a0;--bad:#ffa199}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{width:min(46rem,100% - 2rem);margin:clamp(1rem,6vh,4rem) auto 1rem;padding:clamp(1.25rem,4vw,2.5rem);background:var(--card);border:1px solid var(--line);border-radius:1rem;box-shadow:0 1px 2px #0001,0 8px 32px #0000000d}
h1{margin:0 0 .75rem;font-size:clamp(1.4rem,5vw,1.9rem);line-height:1.2;letter-spacing:-.01em;text-wrap:balance}
h2{margin:1.75rem 0 .25rem;font-size:.9rem;font-weight:600;color:var(--dim)}
p{margin:.25rem 0;color:var(--dim)}
.when{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center}
.when time{color:var(--ink);font-weight:600}
#left{padding:.1rem .7rem;border-radius:1rem;background:var(--soft);color:var(--accent);font-size:.9rem;font-variant-numeric:tabular-nums}
#left:empty,#ended:empty,.ended .live,.ended .when{display:none}
#ended{margin:1rem 0 0;padding:.75rem 1rem;border:1px solid;border-radius:.6rem;color:var(--bad);font-weight:600}
#say:not(:empty){margin:1rem 0;color:var(--ink);font-weight:600}
section:first-of-type{margin-top:1.25rem}
.tools{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:1.5rem 0 .5rem}
html:not(.js) .js,html.js .nojs{display:none}
button,.button{display:inline-block;min-height:2.75rem;padding:.55rem 1.25rem;border:1px solid transparent;border-radius:.6rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.quiet{background:none;border-color:var(--line);color:var(--accent)}
button:hover,.button:hover{filter:brightness(1.08)}
.quiet:hover{background:var(--soft)}
input{font:inherit;color:inherit}
input[type=search],input[type=text]{width:100%;min-height:2.75rem;padding:.5rem .8rem;border:1px solid var(--dim);border-radius:.6rem;background:var(--card)}
label.field{flex:1 1 12rem;font-size:.9rem;color:var(--dim)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
ul{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--line)}
footer{margin:auto auto 0;padding:1rem 1rem 1.5rem;font-size:.85rem;color:var(--dim)}
`;

const DOWNLOAD = `
li{display:flex;gap:1rem;align-items:baseline;content-visibility:auto;contain-intrinsic-size:auto 3rem}
li a{flex:1;padding:.7rem 0 .7rem 1.5rem;text-indent:-1.5rem;color:var(--accent);font-weight:500;text-decoration-thickness:1px;text-underline-offset:.2em;unicode-bidi:isolate}
li a::before{content:"\\2193";content:"\\2193"/"";display:inline-block;width:1.5rem;text-indent:0;text-decoration:none}
li a:not([href]){color:var(--dim)}
li a:hover{text-decoration-thickness:2px}
li data{white-space:nowrap;color:var(--dim);font-size:.9rem;font-variant-numeric:tabular-nums}
`;

const UPLOAD = `
fieldset{min-width:0;margin:1.5rem 0 .75rem;padding:0;border:0}
.ended fieldset{display:none}
#drop{padding:clamp(1.5rem,6vw,3rem) 1rem;border:2px dashed var(--dim);border-radius:.9rem;text-align:center;background:var(--soft)}
#drop.over{border-color:var(--accent);border-style:solid}
#drop p{margin:0 0 1rem;font-size:1.1rem;color:var(--ink)}
.js #file{position:absolute;width:1px;height:1px;opacity:0;overflow:hidden}
html:not(.js) .button{padding:0;background:none;color:inherit;cursor:auto}
#file:focus-visible+.button{outline:3px solid var(--accent);outline-offset:2px}
html:not(.js) #drop>*{display:block;margin:.75rem auto}
#list{margin-top:1rem}
#list:focus{outline:0}
li{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;align-items:center;padding:.7rem 0}
.name{font-weight:600}
.size,.note,.status{color:var(--dim);font-size:.9rem}
.size{text-align:end;white-space:nowrap}
.note,.status,.bar{grid-column:1/-1}
.status[data-news=good]{color:var(--good);font-weight:600}
.status[data-news=good]::before{content:"\\2713\\2002"/""}
.status[data-news=bad]{color:var(--bad);font-weight:600}
.bar{width:100%;height:.6rem;accent-color:var(--accent)}
li .quiet{grid-column:1/-1;justify-self:start;margin-top:.4rem}
#limits{display:flex;text-align:center;flex-wrap:wrap;justify-content:center;gap:.1rem 1.5rem}
#limits li{display:block;border:0;padding:0;color:var(--dim);font-size:.95rem}
#goOn{margin-top:1rem}
`;

export const downloadStyle = tight(COMMON + DOWNLOAD);
export const uploadStyle = tight(COMMON + UPLOAD);

function tight(css: string): string {
  return css.replaceAll('\n', '');
}
