"""The key that joins an entity's spellings across articles."""


def canonical_key(name: str, kind: str) -> tuple[str, str]:
    """Fold case, white space and a leading article; returns the key and the rule's id."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words), "same name"
