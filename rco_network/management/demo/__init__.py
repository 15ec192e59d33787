"""The generator: a believable fictional network, from ten organisations to hundreds."""
