find-title = Find a service
find-title-words = { $words } – results
find-count = { $n ->
    [one] { $n } service
   *[other] { $n } services
}
find-cut = The text was very long: we searched only the first words.
find-meant = Did you mean:
find-instead = instead of
find-unknown-words = We did not find these words: { $words }
find-needs = Is this what you need?
find-relaxed = Some services have only some of your words.
find-show-no = { $n ->
    [one] Show also { $n } service you may not use
   *[other] Show also { $n } services you may not use
}
find-empty = We found no service with these words. Try this:
find-empty-pictures = Choose with pictures
find-empty-words = Or write other, shorter words, in any language.
find-empty-path = Answer a few questions
find-empty-near = Find a desk near you
find-pages = Pages of results
find-page-of = Page { $page } of { $pages }
find-page-before = Previous page
find-page-next = Next page
find-languages-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
}
find-problem-need = We do not know this need. Choose from the list or the pictures.
find-problem-place = We do not know this town in Puglia. Check the spelling.
find-problem-distance = The distance is not right: choose from the list.
find-problem-earth = The position is not a place on Earth. Write the name of your town.
find-problem-time = We did not understand the day and the time.
find-problem-language = We do not know this language. Choose from the list.
find-problem-page = There is no such page. We show you another page of the results.
filters = Filters
filter-need = Need
filter-any = Any
filter-territory = Province
filter-place = Near which town?
filter-located = We use the position of your phone, for this search only.
filter-distance = Not further than
filter-language = They speak
filter-staff = With whom do you want to speak?
filter-staff-f = With a woman
filter-staff-m = With a man
filter-open = Open now
filter-nodocs = No documents needed
filter-free = Free
filter-left = With free places
filter-at = Open on this day and at this time
filter-apply = Show
filter-clear = Remove the filters
filter-remove = remove
facets-title = Narrow down
facet-needs = By need
facet-areas = By place
facet-languages = By language spoken
helpline-1522 = Violence against women: day and night, free
helpline-trafficking = Trafficking and exploitation: day and night, free
helpline-112 = Danger, ambulance, police
