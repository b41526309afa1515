"""Templates: Jinja2 with a shop's data to receipt markup, in which a value is only ever text.

``document_of`` renders; ``marks`` keeps what the author wrote apart from what the data says, ``sandbox`` bounds what a
template can do, ``filters`` are the words for money, dates and codes. Jinja2 is imported when a template is rendered.
"""

from ocom809.receipt.templates.document import Rendered, document_of, read_template

__all__ = ["Rendered", "document_of", "read_template"]
