"""A document: elements, text to code pages, pictures to dots, and the composer that makes commands of them."""
