"""Characters that open and close, and those that look the other way in text from right to left."""

from __future__ import annotations

from typing import Final

# Pairs that the algorithm treats as brackets; mathematical ones beyond these do not occur on receipts.
_BRACKETS: Final = (
    *("()", "[]", "{}", "༺༻", "༼༽", "᚛᚜", "⁅⁆", "⁽⁾", "₍₎", "⌈⌉", "⌊⌋", "⟅⟆", "⟦⟧", "⟨⟩", "⟪⟫", "⟬⟭", "⟮⟯"),
    *(
        "〈〉",
        "《》",
        "「」",
        "『』",
        "【】",
        "〔〕",
        "〖〗",
        "〘〙",
        "〚〛",
        "﹙﹚",
        "﹛﹜",
        "﹝﹞",
        "（）",
        "［］",
        "｛｝",
        "｟｠",
        "｢｣",
    ),
    *("〈〉", "❨❩", "❪❫", "❬❭", "❮❯", "❰❱", "❲❳", "❴❵"),
)
SAME_BRACKET: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}
CLOSING: Final = {pair[0]: SAME_BRACKET.get(pair[1], pair[1]) for pair in _BRACKETS} | {"\u2329": "\u3009"}
CLOSERS: Final = frozenset(CLOSING.values())
MIRRORED: Final = {
    one: other
    for pair in (*_BRACKETS, "\u2329\u232a", "<>", "«»", "‹›", "≤≥", "≪≫", "⊂⊃", "⊆⊇", "∈∋", "≺≻", "⧼⧽", "⁅⁆", "∕⧵")
    for one, other in ((pair[0], pair[1]), (pair[1], pair[0]))
}
