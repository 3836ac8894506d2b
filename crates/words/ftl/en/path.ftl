path-title = Let us find the service together
path-left = { $n ->
    [one] { $n } service left
   *[other] { $n } services left
}
path-more = { $n ->
    [one] perhaps one more question
   *[other] about { $n } more questions
}
path-next = Next
path-skip = Skip this question
path-back = Back to the question before
path-finish = Show the services now
path-promise = We do not save the answers. When you close the page, they are gone.
path-misunderstood = We did not understand the answer. Write it again or skip.
path-end-title = Where to go and what to bring
path-end-need = You need:
path-end-nothing = We found no service with these answers. A desk near you will listen.
path-end-first = What to do, in this order
path-end-after = First go to: { $names }
path-end-more = { $n ->
    [one] There is { $n } more service: see all
   *[other] There are { $n } more services: see all
}
path-end-bring = What to bring
path-end-bring-nothing = We know of no documents to bring. Call to be sure.
path-end-given = You do not have it? Look at:
path-again = Start again
