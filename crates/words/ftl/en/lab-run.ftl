# The Lab while it runs: seats, clock, console, paper.
lab-run-console = Run the meeting
lab-run-seating = Seats at the tables
lab-run-screen = Screen with names and tables
lab-run-place = Your table
lab-run-table = Table { $table }
lab-run-turn = Turn { $round }
lab-run-name = Name
lab-run-host = host
lab-run-mediator = mediator
lab-run-gone = has left
lab-run-somebody = somebody
lab-run-speaks-unknown = languages to be asked
lab-run-present = Here: { $here } of { $all }
lab-run-ago = { $n ->
    [0] just now
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
lab-run-contributions = { $n ->
    [one] { $n } contribution
   *[other] { $n } contributions
}
lab-run-phase-preparing = Not started yet
lab-run-phase-welcome = Welcome: people are arriving
lab-run-phase-round = Turn { $round } of { $rounds }
lab-run-phase-between = Turn { $round } of { $rounds } is over
lab-run-phase-paused = Turn { $round } of { $rounds }, paused
lab-run-phase-plenary = Everybody together
lab-run-phase-closed = The meeting is over
lab-run-people-preparing = The meeting has not started yet. Come back here: your table appears by itself.
lab-run-people-welcome = Welcome! We start soon.
lab-run-people-round = Talk at your tables.
lab-run-people-between = The turn is over. Go to your next table.
lab-run-people-paused = A short break: the clock has stopped.
lab-run-people-plenary = Now we are all together.
lab-run-people-closed = The meeting is over. Thank you!
lab-run-clock-over = The time is up. You decide: next turn, or some more minutes.
lab-run-tables = How many tables
lab-run-everybody = Count everybody who is expected as here
lab-run-start = Start with who is here
lab-run-open = Open the welcome room
lab-run-pause = Pause
lab-run-resume = Go on
lab-run-extend = + { $n } minutes
lab-run-finish = End the turn
lab-run-next = Next turn
lab-run-plenary = Everybody together
lab-run-close = Close the meeting
lab-run-alone = Let turns go on by themselves
lab-run-is-alone = When the time is up, the next turn starts by itself.
lab-run-alone-stop = I decide when
lab-run-calls = They call for help
lab-run-i-go = I go
lab-run-reseat-title = Something has changed
lab-run-unseated = Here and without a seat:
lab-run-vanished = With a seat and not here:
lab-run-reseat = Set the seats right
lab-run-troubles = Rules that do not hold
lab-run-what-helps = What would help
lab-run-last = Done last:
lab-run-moved = { $n ->
    [one] { $n } announced seat changes
   *[other] { $n } announced seats change
}
lab-run-column-turn = Turn
lab-run-before = Before
lab-run-after = Now
lab-run-undo = Undo:
lab-run-all-tables = The tables
lab-run-no-seats = The seats are not decided yet.
lab-run-silent = silent for some minutes
lab-run-without-host = without a host
lab-run-people = People and messages
lab-run-move = Move somebody
lab-run-who = Who
lab-run-choose = Choose
lab-run-to-table = Table
lab-run-move-do = Move
lab-run-arrive = Somebody arrives
lab-run-arrive-do = Is here
lab-run-leave = Somebody leaves
lab-run-leave-do = Has left
lab-run-tell = A message to everybody
lab-run-tell-words = What you want to say
lab-run-tell-lang = In which language it is written
lab-run-tell-do = Send to everybody
lab-run-told = Messages
lab-run-by-machine = translated by a machine
lab-run-more = To show and to paste
lab-run-rooms = List by table
lab-run-zoom = Rooms for Zoom
lab-run-zoom-note = Zoom wants an e-mail address for each person: add it beside the name, or let people choose their room.
lab-run-did-plan = seats decided
lab-run-did-open = welcome room opened
lab-run-did-start = start with who is here
lab-run-did-finish = turn ended
lab-run-did-next = next turn
lab-run-did-pause = pause
lab-run-did-resume = clock goes on
lab-run-did-extend = some more minutes
lab-run-did-plenary = everybody together
lab-run-did-close = meeting closed
lab-run-did-alone = turns go on by themselves
lab-run-did-not-alone = turns no longer go on by themselves
lab-run-did-reseat = seats set right
lab-run-did-arrive = somebody arrived
lab-run-did-leave = somebody left
lab-run-did-move = somebody moved
lab-run-did-pin = a seat fixed
lab-run-did-unpin = a seat set free
lab-run-did-host = host chosen
lab-run-did-table = a table changed
lab-run-did-tell = a message
lab-run-did-help = a call for help answered
lab-run-host-replaced = Table { $table }: { $is } hosts instead of { $was }
lab-run-host-new = Table { $table }: { $is } hosts
lab-run-host-none = Table { $table }: no host
lab-run-table-away = Table { $table } is no longer needed
lab-run-table-back = Table { $table } is needed again
lab-run-came = Arrived: { $who }
lab-run-went = Left: { $who }
lab-run-seats-new = { $n ->
    [one] { $n } person has a new seat
   *[other] { $n } people have a new seat
}
lab-run-seats-freed = { $n ->
    [one] { $n } seat is free
   *[other] { $n } seats are free
}
lab-run-rule-language = Turn { $round }, table { $table }: { $who } cannot follow. The table speaks { $language }, and nobody interprets.
lab-run-rule-no-language = Turn { $round }, table { $table }: no language in common. People: { $who }.
lab-run-rule-apart = Turn { $round }, table { $table }: two people sit together who must not.
lab-run-rule-steps = Turn { $round }, table { $table }: { $who } needs a table without steps.
lab-run-rule-place = Turn { $round }: { $who } must sit at table { $table }, and does not.
lab-run-rule-size = Turn { $round }, table { $table }: { $people } people are there. It should be { $seats }, one more or one less.
lab-run-rule-seat = Turn { $round }: { $who } has no seat, or has two.
lab-run-help-interpret = Ask { $who } to interpret: speaks { $languages }.
lab-run-help-mediator = One more person who interprets between { $languages } is needed, for instance at table { $table }.
lab-run-help-step-free = Make table { $table } reachable without steps.
lab-run-help-release = Let { $who } go to another table.
lab-run-help-table = Add a table.
lab-run-place-now = Now go to table { $table }
lab-run-place-next = Your next table is { $table }
lab-run-you-host = You are the host: stay at this table
lab-run-with = With you at the table
lab-run-with-nobody = For now it is only you.
lab-run-video = Join the video
lab-run-again = Look again
lab-run-by-name = By name
lab-run-by-table = By table
lab-run-blocks = Blocks
lab-run-coming = { $n ->
    [one] { $n } person to be seated
   *[other] { $n } people to be seated
}
lab-run-with-hosts = A host stays at each table
lab-run-seed = Another number gives another plan
lab-run-plan = Decide the seats
lab-run-plan-again = Decide the seats again
lab-run-worth = How good this plan is
lab-run-rules-hold = All rules hold: everybody understands at her table.
lab-run-would-help = What would help
lab-run-no-help = We found no small change that is enough. Try fewer tables, or more mediators.
lab-run-worth-no-repeats = Nobody meets the same person twice. Pairs that meet: { $pairs }.
lab-run-worth-fewest = Repeated meetings: { $n }. Fewer are impossible. Pairs that meet: { $pairs }.
lab-run-worth-repeats = Repeated meetings: { $n } (no plan has fewer than { $least }). Pairs that meet: { $pairs }.
lab-run-worth-bound = { $n ->
    [one] At these tables nobody meets twice for at most { $n } turn.
   *[other] At these tables nobody meets twice for at most { $n } turns.
}
lab-run-worth-kinds = Pairs from the same kind of body at one table: { $n } (the least is { $least }).
lab-run-worth-territories = Pairs from the same territory at one table: { $n } (the least is { $least }).
lab-run-worth-unknown = { $n ->
    [one] We do not know the languages of { $n } person: ask at the door.
   *[other] We do not know the languages of { $n } people: ask at the door.
}
lab-run-meet-kinds = Who meets whom: kinds of body
lab-run-meet-territories = Who meets whom: territories
lab-run-meet-note = Each number says how many pairs talk together, in all turns. Darker means more conversations.
lab-run-as-table = As a table
lab-run-by-hand = By hand
lab-run-choose-host = Choose the host
lab-run-nobody-hosts = Nobody
lab-run-pin = Fix a seat
lab-run-pin-note = The person stays at this table also when the seats are decided again.
lab-run-all-turns = All turns
lab-run-pinned = { $who }: table { $table } in turn { $round }
lab-run-pinned-always = { $who }: table { $table } in all turns
lab-run-unpin = Set free
lab-run-each-table = Each table
lab-run-question = Question
lab-run-video-address = Address of the video
lab-run-steps = It is reached only by steps
lab-run-save = Save
lab-run-paper = On paper
lab-run-cards = Seat cards
lab-run-cards-intro = One card for each person, in her language: print, cut, and hand out at the door.
lab-run-card-heading = Go to these tables:
lab-run-card-host = You host table { $table }: stay there in all turns.
lab-run-sheets = Sheets for the tables
lab-run-sheets-intro = One sheet for each table and turn. Afterwards, with its code, what stands on it is typed here:
lab-run-chart = Chart of the turns
lab-run-csv = Table of seats (CSV)
lab-run-sheet-heading = Table { $table }, turn { $round }
lab-run-sheet-who = At the table:
lab-run-sheet-later = Later, type here what you said, with the code:
lab-run-sheet = Copy a sheet
lab-run-sheet-intro = Do you have a sheet of a table? Type its code: then copy what stands on it, or send a photo.
lab-run-sheet-code = The code of the sheet
lab-run-sheet-open = Open the sheet
lab-run-sheet-unknown = We do not know this code. Check the letters and numbers on the sheet.
lab-run-sheet-words = A contribution of the table
lab-run-sheet-kind = What it is
lab-run-sheet-no-kind = I do not know
lab-run-sheet-add = Add
lab-run-sheet-written = Already copied
lab-run-sheet-nothing = Nothing yet.
lab-run-sheet-other = Another sheet
lab-run-sheet-empty = Write a few words.
lab-run-sheet-long = It is too long: { $written } characters. The most is { $most }. Make two contributions of it.
lab-run-word-experience = experience
lab-run-word-analysis = analysis
lab-run-word-challenge = challenge
lab-run-word-idea = idea
lab-run-word-reflection = reflection
lab-run-word-question = question
lab-run-photo = A photo of the sheet
lab-run-photo-note = We take place, time and telephone out of the photo. Only who has the code sees it.
lab-run-photo-choose = Choose a photo (JPEG, PNG or WebP, up to 8 MB)
lab-run-photo-send = Send the photo
lab-run-photo-alt = Photo of the sheet
lab-run-photo-large = The photo is too large: at most { $most } MB.
lab-run-photo-kind = This is no photo that we can read. Send a JPEG, PNG or WebP file.
lab-run-photo-many = There are enough photos of this sheet already.
lab-run-changed-meanwhile = Meanwhile somebody else changed something. Nothing is lost: look how it is now, and try again.
lab-run-nothing-to-undo = There is nothing to undo.
lab-run-has-begun = It has begun already.
lab-run-turn-runs = A turn is running: end it first.
lab-run-is-closed = The meeting is over.
lab-run-no-turn = No turn is running now.
lab-run-last-turn = This was the last turn of the block.
lab-run-not-paused = The clock is not paused.
lab-run-nobody = Nobody on the list can be seated. Add people first.
lab-run-nobody-here = Nobody is here yet. Mark who arrives, or count everybody who is expected as here.
lab-run-no-table = At least one table and one turn are needed.
lab-run-empty-tables = { $people } people are not enough for { $tables } tables. Take at most { $people } tables.
lab-run-too-many = { $is } are too many: at most { $most }.
lab-run-two-hosts = Table { $table } has two hosts.
lab-run-no-such-table = There is no table { $table }.
lab-run-how-many-tables = Choose 1 to { $most } tables.
lab-run-how-many-minutes = Choose 1 to { $most } minutes.
lab-run-choose-person = Choose a person from the list.
lab-run-choose-table = Choose a table.
lab-run-host-stays = This person hosts table { $table } and stays there. Choose another host first.
lab-run-tell-empty = Write what you want to say to everybody.
lab-run-no-address = Write an address that begins with https://
lab-run-kind-public = Public body
lab-run-kind-third-sector = Third sector
lab-run-kind-migrants-association = Migrants' association
lab-run-kind-person = Person with experience of migration
lab-run-kind-university = University
lab-run-kind-other = Other
