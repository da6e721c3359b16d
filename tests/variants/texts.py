"""Text operations that make variants of the two given articles."""

from __future__ import annotations

import re
from collections.abc import Callable

Rename = Callable[[str], str]

# The Turkish table as a reader sees it; the article has a blank line between header cells and a blank between cells.
HEADER = ("Karşılaştırma Parametreleri", "BPO", "Çağrı merkezi")
ROWS = (
    (
        "Gerçek Anlam",
        "Üçüncü taraf satıcılar ve gerçek işadamları arasında resmi iletişim kanallarının kurulmasına yardımcı olur.",
        "Girişimle ilişkili müşterilerden gelen ve müşterilere yapılan telefon aramalarını yönetmek için kişilerin "
        "yetkilendirildiği bir yer.",
    ),
    (
        "Yürütülen Operasyonlar",
        "İnsan kaynakları, muhasebe vb.",
        "Bununla ilgili kapsamlı verileri korurken arama yapmak ve almak.",
    ),
    (
        "Pazarlamada Uygunluk",
        "Arka ofis operasyonlarının sorunsuz bir şekilde yürütülmesine yardımcı olur.",
        "Müşteri desteği ve zamanında şikayetlerin giderilmesi sağlanır.",
    ),
    (
        "Önemli Fonksiyonlar",
        "Teknik destek vb. gibi önemsiz alanların yanı sıra satışları ve pazarlamayı artırın.",
        "Müşterilerle uzun vadeli ilişkiler kurmak ve ilgili girişimin güvenilirliğini artırmak.",
    ),
    ("En Yaygın Türler", "Yatay BPO ve dikey BPO", "Gelen çağrı merkezleri ve giden çağrı merkezleri."),
)
Rows = tuple[tuple[str, ...], ...]


def changed(text: str, old: str, new: str) -> str:
    """Replace what occurs once; a variant that changes nothing, or too much, proves nothing."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def flattened(header: tuple[str, ...], rows: Rows) -> str:
    return "\n\n".join(header) + "\n\n" + "\n".join(" ".join(row) for row in rows)


def with_table(text: str, header: tuple[str, ...], rows: Rows) -> str:
    return changed(text, flattened(HEADER, ROWS), flattened(header, rows))


def swapped(row: tuple[str, ...]) -> tuple[str, ...]:
    label, first, second = row
    return label, second, first


def renamed_turkish(first: str, second: str) -> Rename:
    def rename(text: str) -> str:
        text = re.sub(r"[Çç]ağrı [Mm]erkezi\b", second, text)
        text = re.sub(
            r"[Çç]ağrı [Mm]erkezleri(\w*)", lambda match: f"{second}lar{'ı' if match[1] else ''}{match[1]}", text
        )
        return re.sub(r"\bBPO\b", first, text)

    return rename


def renamed_norwegian(first: str, second: str) -> Rename:
    def rename(text: str) -> str:
        text = text.replace("BPO eller Business Process Outsourcing", first)
        text = re.sub(r"\bBusiness Process Outsourcing\b|\bBPOs?\b", first, text)
        return re.sub(r"\b([Cc]all [Cc]ent(er|ers|re)|[Rr]ingesentre|call sentre)\b", second, text)

    return rename
