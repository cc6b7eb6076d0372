"""What any sentence is made of, whatever it tells: words, numbers, the bending of words, months and days."""
