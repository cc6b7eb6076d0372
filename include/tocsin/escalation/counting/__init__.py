"""Does an act count as what the article reports? The codebook's tests of newness, reality and ground."""
