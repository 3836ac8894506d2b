# Signing in, members.
refusal-denied = This page is not there, or it is not for you. If you have a code or an account, sign in first.
account-nav = Your sign-in
account-sign-in = Sign in
account-sign-in-staff = Sign in (people who work in the network)
account-sign-in-intro = This page is for people who work in an organisation of the network. You do not need to sign in to look for a service.
account-sign-out = Sign out
account-email = Mail address
account-password = Password
account-go-on = Go on
account-forgotten = Did you forget your password?
account-forgotten-intro = Write your mail address. We send you a link to choose another password.
account-forgotten-send = Send the link
account-forgotten-sent = If we know this address, you get a mail soon. The link holds for one hour.
account-password-changed = Your password has changed. Now sign in.
account-code-title = The code on your phone
account-code-intro = Open the code app on your phone and write the six digits.
account-code-help = If you do not have your phone, write one of your spare codes.
account-code-lost = No phone and no codes? The administrator of your organisation sends you a new link.
account-digits = The six digits
account-current-password = Your password now
account-new-password = Your new password
account-password-again = Your new password again
account-password-help = At least 12 signs. Four words that come to your mind are fine, in any language.
account-choose-password = Change your password
account-save = Save
account-join-title = Your access to Reticolo
account-join-intro = Hello { $name }. { $organization } invites you into the network. Two steps are enough.
account-begin-intro = Hello { $name }. Choose your password again and connect the phone you use now, for { $organization }.
account-step-password = 1. Choose a password
account-step-phone = 2. Connect your phone
account-totp-why = Whoever steals your password does not get in without your phone.
account-totp-app = On your phone open an app for codes. If you have none: Aegis (Android) and FreeOTP (iPhone too) are free.
account-totp-scan = In the app add a code and point the camera at this square.
account-totp-square = Square for the camera of your code app
account-totp-here = Already on your phone? Open it in the app
account-totp-type = Or type these letters and digits into the app:
account-totp-digits = The app shows six digits that change every half minute. Write them below.
account-join = Begin
account-codes-title = Your spare codes
account-codes-intro = If you lose your phone, you sign in with one of these codes. Each works once. Print or copy them now: we never show them again.
account-codes-kept = I have kept them
account-codes-new = New spare codes
account-codes-left = { $n ->
    [one] You have { $n } code left.
   *[other] You have { $n } codes left.
}
account-codes-few = You have few spare codes left. Take new ones.
account-title = Your account
account-safety = Safety
account-second-factor = Connect another phone
account-sessions = Where you are signed in
account-sessions-intro = If you do not recognise a device, end it and change your password.
account-session-this = This device
account-session-end = End it
account-sessions-end = End all the others
account-device-unknown = A device
account-since = Since { $when }
account-way-labs = The Labs
account-way-members = The people of your organisation
account-way-organizations = The organisations of the network
account-members = Who may sign in
account-members-none = Nobody may sign in yet. Invite the first person.
account-members-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
account-member-invited = invited
account-member-change = Change
account-member-end = End the access
account-end-help = Signed out everywhere at once, and for good. The mail address is destroyed.
account-link-send = Send a new link
account-link-help = For somebody who lost phone and codes, or whose invitation ran out. It comes by mail only.
account-roles = What this person may do:
account-roles-help = When you change roles, the person has to sign in again.
account-roles-save = Save the roles
account-invite = Invite a person
account-invite-send = Send the invitation
account-invited = { $name }: the invitation leaves now by mail
account-invited-link = If the mail does not arrive, hand over this link yourself, so that nobody else reads it. It works once, for seven days. We do not show it again.
account-name = Name and surname
account-lang = In which language the person reads
account-organizations = The organisations of the network
account-organization-add = Add an organisation
account-organization-name = Name of the organisation
account-kind = What is it?
account-kind-public = Public body
account-kind-third_sector = Third sector
account-kind-association = Association
account-kind-university = University or school
account-kind-business = Business or union
account-kind-informal = Informal group
account-role-operator = Welcomes people at a desk
account-role-supervisor = Answers for the operators
account-role-service_editor = Keeps the cards true
account-role-steward = Looks after a theme or a territory
account-role-coordinator = Coordinates the territory
account-role-facilitator = Facilitates the Labs
account-role-data_protection = Contact for data protection
account-role-administrator = Administers the organisation
account-role-network_administrator = Administers the network
account-problem-sign-in = Address or password is not right. Try again.
account-problem-digits = These digits are not right, or were used already. Wait for the next ones and try again.
account-problem-email = Write a whole mail address, for example anna@comune.it.
account-problem-email-taken = There is a person with this address already. If the invitation is lost, send a new link.
account-problem-password-short = The password is too short: it needs at least 12 signs.
account-problem-password-long = The password is too long: 200 signs at most.
account-problem-password-common = This password is easy to guess. Try four words that have nothing to do with each other.
account-problem-password-twice = The two passwords differ. Write them again.
account-problem-password-wrong = Your password now is not right.
account-problem-name = Write a name, 120 letters at most.
account-problem-roles = Choose at least one role.
account-problem-kind = Choose what it is.
account-problem-organization-there = There is an organisation of this name already.
account-problem-own-roles = You cannot take the administration from yourself. Ask another administrator.
account-problem-own-end = You cannot end your own access. Ask another administrator.
account-problem-demo = In the demonstration these people cannot be changed: whoever comes after you needs them too.
mail-invitation-subject = Your invitation to { $network }
mail-invitation-body =
    Hello { $name },

    { $organization } invites you. With this link you choose your password and connect your phone:

    { $link }

    The link works once, for seven days.

    If you did not expect this mail, delete it: nothing happens without you.

    { $network }
mail-beginning-subject = A new beginning in { $network }
mail-beginning-body =
    Hello { $name },

    { $organization } sends you this link, to choose your password again and connect the phone you use now:

    { $link }

    The link works once, for one day.

    If you did not expect this mail, delete it: nothing happens without you.

    { $network }
mail-password-subject = Choose another password
mail-password-body =
    Hello { $name },

    somebody asked to change the password of your access for { $organization }. If it was you, open this link:

    { $link }

    The link works once, for one hour.

    If you did not expect this mail, delete it: nothing happens without you.

    { $network }
mail-changed-subject = Your access has changed
mail-changed-body =
    Hello { $name },

    the password or the phone of your access for { $organization } has just changed. The other devices are signed out.

    If it was not you, tell the administrator of your organisation at once.

    { $network }
