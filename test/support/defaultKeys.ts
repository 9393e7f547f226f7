/** `L`: Linux, `W`: Windows, `M`: macOS. */
export type System = 'L' | 'W' | 'M';

/** Every key that the editor binds on a system, in whatever context, as its default keyboard shortcuts spell it. */
export function defaultKeys(system: System): ReadonlySet<string> {
  const lines = KEYS.trim().split('\n');
  return new Set(
    lines.flatMap((line) => {
      const [systems = '', ...keys] = line.split('\t');
      return systems.includes(system) ? keys : [];
    }),
  );
}

/**
 * Those of 1.105.1 and 1.139.1 in a browser together, at the end those of the desktop alone. A host test holds it to
 * the editor that runs.
 */
const KEYS = `
LWM	alt+-	alt+=	alt+[	alt+]	alt+a	alt+backspace	alt+delete	alt+down	alt+end alt+end	alt+end	alt+enter
LWM	alt+escape	alt+f1	alt+f10	alt+f2	alt+f3	alt+f5	alt+f6	alt+f8	alt+f9	alt+h	alt+home alt+home	alt+home	alt+k
LWM	alt+left	alt+n	alt+p	alt+pagedown	alt+pageup	alt+right	alt+space	alt+t	alt+up	alt+z	backspace	browserback
LWM	browserforward	ctrl+/	ctrl+0	ctrl+1	ctrl+2	ctrl+3	ctrl+4	ctrl+5	ctrl+6	ctrl+7	ctrl+8	ctrl+9	ctrl+\`	ctrl+a
LWM	ctrl+alt+/	ctrl+alt+backspace	ctrl+alt+end	ctrl+alt+enter	ctrl+alt+escape	ctrl+alt+g	ctrl+alt+home
LWM	ctrl+alt+left	ctrl+alt+pagedown	ctrl+alt+pageup	ctrl+alt+r	ctrl+alt+right	ctrl+alt+space	ctrl+b
LWM	ctrl+backspace	ctrl+d	ctrl+delete	ctrl+down	ctrl+e	ctrl+end	ctrl+enter	ctrl+escape	ctrl+f	ctrl+f5	ctrl+g
LWM	ctrl+h	ctrl+home	ctrl+j	ctrl+k	ctrl+l	ctrl+left	ctrl+n	ctrl+o	ctrl+p	ctrl+pagedown	ctrl+pageup	ctrl+r
LWM	ctrl+right	ctrl+shift+2	ctrl+shift+5	ctrl+shift+6	ctrl+shift+\`	ctrl+shift+a	ctrl+shift+alt+\`
LWM	ctrl+shift+alt+down	ctrl+shift+alt+enter	ctrl+shift+alt+up	ctrl+shift+e	ctrl+shift+end	ctrl+shift+enter
LWM	ctrl+shift+g	ctrl+shift+home	ctrl+shift+k	ctrl+shift+left	ctrl+shift+m	ctrl+shift+r	ctrl+shift+right
LWM	ctrl+shift+tab	ctrl+shift+z	ctrl+space	ctrl+t	ctrl+tab	ctrl+up	ctrl+y	ctrl+z	delete	down	end	enter
LWM	escape escape	escape	f1	f10	f11	f12	f2	f3	f4	f5	f6	f7	f8	f9	home	left	m	pagedown	pageup	right	shift+alt+d
LWM	shift+alt+down	shift+alt+enter	shift+alt+f	shift+alt+f1	shift+alt+f10	shift+alt+f12	shift+alt+f3
LWM	shift+alt+f5	shift+alt+f7	shift+alt+f8	shift+alt+f9	shift+alt+h	shift+alt+i	shift+alt+left	shift+alt+o
LWM	shift+alt+right	shift+alt+up	shift+backspace	shift+down	shift+end	shift+enter	shift+escape	shift+f10
LWM	shift+f11	shift+f12	shift+f3	shift+f4	shift+f5	shift+f6	shift+f7	shift+f8	shift+f9	shift+home	shift+left
LWM	shift+pagedown	shift+pageup	shift+right	shift+tab	shift+up	space	tab	up	y
LM	ctrl+alt+n	ctrl+shift+-
LW	alt+0	alt+1	alt+2	alt+3	alt+4	alt+5	alt+6	alt+7	alt+8	alt+9	alt+c	alt+l	alt+r	alt+w	ctrl+,	ctrl+.	ctrl+; a
LW	ctrl+; c	ctrl+; ctrl+a	ctrl+; ctrl+c	ctrl+; ctrl+e	ctrl+; ctrl+f	ctrl+; ctrl+i	ctrl+; ctrl+l	ctrl+; ctrl+m
LW	ctrl+; ctrl+o	ctrl+; ctrl+r	ctrl+; ctrl+shift+a	ctrl+; ctrl+shift+c	ctrl+; ctrl+shift+f	ctrl+; ctrl+shift+i
LW	ctrl+; ctrl+shift+l	ctrl+; ctrl+x	ctrl+; e	ctrl+; f	ctrl+; l	ctrl+[	ctrl+\\	ctrl+]	ctrl+alt+.	ctrl+alt+b
LW	ctrl+alt+c	ctrl+alt+down	ctrl+alt+f	ctrl+alt+i	ctrl+alt+o	ctrl+alt+up	ctrl+alt+v	ctrl+alt+y	ctrl+c	ctrl+f12
LW	ctrl+f2	ctrl+f3	ctrl+f9	ctrl+i	ctrl+k c	ctrl+k ctrl+,	ctrl+k ctrl+-	ctrl+k ctrl+.	ctrl+k ctrl+/
LW	ctrl+k ctrl+0	ctrl+k ctrl+1	ctrl+k ctrl+2	ctrl+k ctrl+3	ctrl+k ctrl+4	ctrl+k ctrl+5	ctrl+k ctrl+6
LW	ctrl+k ctrl+7	ctrl+k ctrl+8	ctrl+k ctrl+9	ctrl+k ctrl+=	ctrl+k ctrl+[	ctrl+k ctrl+\\	ctrl+k ctrl+]
LW	ctrl+k ctrl+a	ctrl+k ctrl+alt+c	ctrl+k ctrl+alt+down	ctrl+k ctrl+alt+s	ctrl+k ctrl+alt+up	ctrl+k ctrl+b
LW	ctrl+k ctrl+c	ctrl+k ctrl+d	ctrl+k ctrl+down	ctrl+k ctrl+e	ctrl+k ctrl+f	ctrl+k ctrl+f12	ctrl+k ctrl+i
LW	ctrl+k ctrl+j	ctrl+k ctrl+k	ctrl+k ctrl+l	ctrl+k ctrl+left	ctrl+k ctrl+m	ctrl+k ctrl+n	ctrl+k ctrl+o
LW	ctrl+k ctrl+p	ctrl+k ctrl+pagedown	ctrl+k ctrl+pageup	ctrl+k ctrl+q	ctrl+k ctrl+r	ctrl+k ctrl+right
LW	ctrl+k ctrl+s	ctrl+k ctrl+shift+\\	ctrl+k ctrl+shift+l	ctrl+k ctrl+shift+n	ctrl+k ctrl+shift+w	ctrl+k ctrl+t
LW	ctrl+k ctrl+u	ctrl+k ctrl+up	ctrl+k ctrl+w	ctrl+k ctrl+x	ctrl+k d	ctrl+k down	ctrl+k e	ctrl+k enter	ctrl+k f
LW	ctrl+k f12	ctrl+k f2	ctrl+k i	ctrl+k left	ctrl+k m	ctrl+k o	ctrl+k p	ctrl+k right	ctrl+k s
LW	ctrl+k shift+enter	ctrl+k shift+o	ctrl+k t	ctrl+k u	ctrl+k up	ctrl+k v	ctrl+k w	ctrl+k y	ctrl+k z	ctrl+m
LW	ctrl+s	ctrl+shift+,	ctrl+shift+.	ctrl+shift+/	ctrl+shift+1	ctrl+shift+;	ctrl+shift+[	ctrl+shift+\\
LW	ctrl+shift+]	ctrl+shift+alt+g	ctrl+shift+alt+l	ctrl+shift+alt+o	ctrl+shift+b	ctrl+shift+backspace
LW	ctrl+shift+c	ctrl+shift+d	ctrl+shift+down	ctrl+shift+f	ctrl+shift+f12	ctrl+shift+f2	ctrl+shift+f3
LW	ctrl+shift+f5	ctrl+shift+f9	ctrl+shift+h	ctrl+shift+i	ctrl+shift+j	ctrl+shift+l	ctrl+shift+n	ctrl+shift+o
LW	ctrl+shift+p	ctrl+shift+pagedown	ctrl+shift+pageup	ctrl+shift+s	ctrl+shift+space	ctrl+shift+t	ctrl+shift+up
LW	ctrl+shift+v	ctrl+shift+x	ctrl+shift+y	ctrl+u	ctrl+v	ctrl+w	ctrl+x	insert	shift+alt+.	shift+alt+0
LW	shift+alt+1	shift+alt+9	shift+delete	shift+insert
WM	alt+f12	ctrl+q	ctrl+shift+alt+left	ctrl+shift+alt+right	ctrl+shift+q	shift+alt+a
L	alt+meta+/	alt+meta+j	ctrl+[IntlBackslash]	ctrl+alt+-	ctrl+alt+meta+/	ctrl+alt+meta+n	ctrl+f11	ctrl+k ctrl+h
L	ctrl+k ctrl+shift+alt+c	ctrl+shift+[IntlBackslash]	ctrl+shift+alt+c	ctrl+shift+alt+i	ctrl+shift+alt+n
L	ctrl+shift+f10	meta+a	meta+backspace	meta+delete	meta+down	meta+enter	meta+left	meta+right	meta+up	meta+z
L	shift+alt+[IntlBackslash]	shift+alt+f2	shift+alt+f4	shift+alt+meta+j	shift+meta+down	shift+meta+k
L	shift+meta+left	shift+meta+right	shift+meta+up	shift+meta+z
M	alt+cmd+.	alt+cmd+/	alt+cmd+0	alt+cmd+[	alt+cmd+]	alt+cmd+b	alt+cmd+backspace	alt+cmd+c	alt+cmd+down
M	alt+cmd+enter	alt+cmd+escape	alt+cmd+f	alt+cmd+k	alt+cmd+l	alt+cmd+left	alt+cmd+n	alt+cmd+o	alt+cmd+p
M	alt+cmd+pagedown	alt+cmd+pageup	alt+cmd+r	alt+cmd+right	alt+cmd+s	alt+cmd+t	alt+cmd+tab	alt+cmd+up	alt+cmd+v
M	alt+cmd+w	alt+cmd+y	cmd+,	cmd+.	cmd+/	cmd+0	cmd+1	cmd+2	cmd+3	cmd+4	cmd+5	cmd+6	cmd+7	cmd+8	cmd+9	cmd+; a
M	cmd+; c	cmd+; cmd+a	cmd+; cmd+c	cmd+; cmd+e	cmd+; cmd+f	cmd+; cmd+i	cmd+; cmd+l	cmd+; cmd+m	cmd+; cmd+o
M	cmd+; cmd+r	cmd+; cmd+x	cmd+; e	cmd+; f	cmd+; l	cmd+; shift+cmd+a	cmd+; shift+cmd+c	cmd+; shift+cmd+f
M	cmd+; shift+cmd+i	cmd+; shift+cmd+l	cmd+[	cmd+\\	cmd+]	cmd+a	cmd+b	cmd+backspace	cmd+c	cmd+d	cmd+delete
M	cmd+down	cmd+e	cmd+end	cmd+enter	cmd+escape	cmd+f	cmd+f11	cmd+f12	cmd+f2	cmd+f3	cmd+f5	cmd+f9	cmd+g	cmd+home
M	cmd+i	cmd+j	cmd+k alt+cmd+c	cmd+k alt+cmd+down	cmd+k alt+cmd+left	cmd+k alt+cmd+right	cmd+k alt+cmd+s
M	cmd+k alt+cmd+up	cmd+k c	cmd+k cmd+,	cmd+k cmd+-	cmd+k cmd+.	cmd+k cmd+/	cmd+k cmd+0	cmd+k cmd+1	cmd+k cmd+2
M	cmd+k cmd+3	cmd+k cmd+4	cmd+k cmd+5	cmd+k cmd+6	cmd+k cmd+7	cmd+k cmd+8	cmd+k cmd+9	cmd+k cmd+=	cmd+k cmd+[
M	cmd+k cmd+\\	cmd+k cmd+]	cmd+k cmd+a	cmd+k cmd+b	cmd+k cmd+c	cmd+k cmd+d	cmd+k cmd+down	cmd+k cmd+e
M	cmd+k cmd+f	cmd+k cmd+f12	cmd+k cmd+i	cmd+k cmd+j	cmd+k cmd+k	cmd+k cmd+l	cmd+k cmd+left	cmd+k cmd+m
M	cmd+k cmd+n	cmd+k cmd+q	cmd+k cmd+r	cmd+k cmd+right	cmd+k cmd+s	cmd+k cmd+t	cmd+k cmd+u	cmd+k cmd+up
M	cmd+k cmd+w	cmd+k cmd+x	cmd+k d	cmd+k down	cmd+k e	cmd+k enter	cmd+k f	cmd+k f12	cmd+k f2	cmd+k i	cmd+k left
M	cmd+k m	cmd+k o	cmd+k p	cmd+k right	cmd+k s	cmd+k shift+alt+cmd+c	cmd+k shift+cmd+\\	cmd+k shift+cmd+l
M	cmd+k shift+cmd+left	cmd+k shift+cmd+n	cmd+k shift+cmd+right	cmd+k shift+cmd+w	cmd+k shift+enter
M	cmd+k shift+o	cmd+k t	cmd+k u	cmd+k up	cmd+k v	cmd+k w	cmd+k y	cmd+k z	cmd+k	cmd+l	cmd+left	cmd+n	cmd+o	cmd+p
M	cmd+pagedown	cmd+pageup	cmd+r	cmd+right	cmd+s	cmd+t	cmd+u	cmd+up	cmd+v	cmd+w	cmd+x	cmd+y	cmd+z	ctrl+-
M	ctrl+alt+cmd+/	ctrl+alt+cmd+down	ctrl+alt+cmd+end	ctrl+alt+cmd+enter	ctrl+alt+cmd+escape	ctrl+alt+cmd+home
M	ctrl+alt+cmd+n	ctrl+alt+cmd+pagedown	ctrl+alt+cmd+pageup	ctrl+alt+cmd+right	ctrl+alt+cmd+up	ctrl+alt+delete
M	ctrl+alt+j	ctrl+alt+p	ctrl+cmd+1	ctrl+cmd+9	ctrl+cmd+down	ctrl+cmd+end	ctrl+cmd+enter	ctrl+cmd+escape
M	ctrl+cmd+f	ctrl+cmd+home	ctrl+cmd+i	ctrl+cmd+left	ctrl+cmd+pagedown	ctrl+cmd+pageup	ctrl+cmd+right
M	ctrl+cmd+up	ctrl+shift+alt+j	ctrl+shift+cmd+left	ctrl+shift+cmd+right	shift+alt+cmd+c	shift+alt+cmd+down
M	shift+alt+cmd+g	shift+alt+cmd+l	shift+alt+cmd+left	shift+alt+cmd+n	shift+alt+cmd+o	shift+alt+cmd+pagedown
M	shift+alt+cmd+pageup	shift+alt+cmd+right	shift+alt+cmd+up	shift+cmd+,	shift+cmd+.	shift+cmd+/	shift+cmd+1
M	shift+cmd+;	shift+cmd+[	shift+cmd+\\	shift+cmd+]	shift+cmd+a	shift+cmd+b	shift+cmd+backspace	shift+cmd+c
M	shift+cmd+d	shift+cmd+down	shift+cmd+e	shift+cmd+enter	shift+cmd+f	shift+cmd+f12	shift+cmd+f2	shift+cmd+f3
M	shift+cmd+f5	shift+cmd+f9	shift+cmd+g	shift+cmd+h	shift+cmd+i	shift+cmd+j	shift+cmd+k	shift+cmd+l
M	shift+cmd+left	shift+cmd+m	shift+cmd+n	shift+cmd+o	shift+cmd+p	shift+cmd+r	shift+cmd+right	shift+cmd+s
M	shift+cmd+space	shift+cmd+t	shift+cmd+u	shift+cmd+up	shift+cmd+v	shift+cmd+x	shift+cmd+y	shift+cmd+z
W	alt+\`	alt+f11	alt+win+/	alt+win+j	ctrl+alt+f11	ctrl+alt+win+/	ctrl+alt+win+n	ctrl+f4	ctrl+insert
W	ctrl+k ctrl+shift+c	ctrl+k ctrl+shift+s	ctrl+k n	ctrl+k shift+n	ctrl+shift+alt+pagedown	ctrl+shift+alt+pageup
W	ctrl+shift+u	shift+alt+c	shift+alt+win+j	shift+win+down	shift+win+k	shift+win+left	shift+win+right
W	shift+win+up	shift+win+z	win+a	win+backspace	win+delete	win+down	win+enter	win+left	win+right	win+up	win+z
LW	ctrl+shift+w	alt+f4	ctrl+k r	ctrl+numpad_add	ctrl+shift+=	ctrl+=	ctrl+numpad_subtract	ctrl+-	ctrl+numpad0
L	ctrl+q
W	shift+alt+r	ctrl+f11	ctrl+shift+-
M	shift+cmd+w	cmd+k r	cmd+q	ctrl+w	cmd+numpad_add	shift+cmd+=	cmd+=	cmd+numpad_subtract	shift+cmd+-	cmd+-	cmd+numpad0	alt+cmd+i
`;
