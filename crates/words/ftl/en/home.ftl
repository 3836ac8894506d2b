home-title = What do you need?
home-question = What do you need?
home-search-label = Write it in your own words, in your language
home-search-example = For example: I lost my permit, I need a home, my son starts school
home-search = Search
home-pictures = Or choose a picture
home-other-ways = Other ways to find help
home-near = Find a desk near you
home-near-hint = See where to go today and how to get there
home-path = Answer a few questions
home-path-hint = We show you the services you can use. You can skip every question. We save nothing.
home-promise = It is free. You do not need to register. We do not ask who you are.
needs-of-group = Choose what you need
needs-back = All topics
needs-not-asked = For this they may not ask you for a residence permit.
needs-count = { $n ->
    [one] { $n } kind of help
   *[other] { $n } kinds of help
}
