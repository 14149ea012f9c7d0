# The link in the mail, in all its states
accept-heading-sign-in = Sign in to join { $account }
accept-heading-somebody-else = This invitation is for somebody else
accept-not-me = This is not for me
accept-decline = Decline
access-archived = Archived projects
access-archived-text = Nobody enters an archived project. Your role there counts again once it is restored.
decline-heading = Decline the invitation to { $account }?
decline-text = The link stops working, { $inviter } is told, and nobody mails { $email } about { $account } any more.
decline-submit = Decline invitation
link-expired-mail = The link opened for a limited time. Ask for a new one, and it is mailed to the address that was invited to { $account }.
link-expired-administrator = The link opened for a limited time. Ask for a new one, and the administrators of { $account } see that you are waiting for it.
link-expired-button = Ask for a new link
link-expired-or-ask = You can also ask { $name } ({ $email }) yourself.
link-asked-heading = You asked for a new link
link-asked-mail = If the invitation to { $account } still stands, a new link is on its way to the address that was invited. Otherwise its administrators see that you are waiting. There is nothing else for you to do.
link-asked-administrator = The administrators of { $account } see that you are waiting. As soon as one of them agrees, you get a new link. There is nothing else for you to do.
link-needs-approval-heading = An administrator has to confirm first
link-needs-approval-text = Whoever invited you to { $account } may no longer do so by themselves. Its administrators see that, and one of them has to confirm the invitation. Keep this link: it opens as soon as they have.
link-declined-heading = This invitation was declined
link-declined-text = { $name } ({ $email }) was told, and nobody mails this address about { $account } any more. Was that a mistake? Then ask to be invited again.
link-tries-heading = Too many tries
link-tries-text = Too many links that do not exist were tried from here. Please wait { $seconds } s, then open your link again. It is not used up.

# Invitations offered after signing in
offers-heading = Invitations
offers-lead = These accounts have invited { $email }.
offers-none = There is no open invitation for { $email }.
offers-valid = Invitation
offers-needs-approval = An administrator of { $account } has to confirm this invitation before you can accept it.
offers-on = Go on
offers-later = Decide later
accounts-offers = { $count ->
    [one] { $count } account has invited you.
   *[other] { $count } accounts have invited you.
}
accounts-offers-link = See invitations
notice-declined = The invitation is declined.

# What administrators see of it
status-asks-for-link = Asks for a new link
status-needs-approval = Needs approval
standing-waiting = Waits for approval
row-approve = Approve
confirm-approve-heading = Approve the invitation of { $name }?
confirm-approve-text = You stand for the invitation of { $email } from now on. If its link has ended, a new one is made.
impossible-not-waiting = Nobody waits for that
notice-approved = The invitation of { $email } is approved. The link there is works again.
person-declined = Declined

audit-invitation-asked = A new invitation link was asked for
audit-invitation-approved = Approved an invitation
audit-invitation-declined = An invitation was declined

# The mail to somebody who has a password
mail-invitation-has-account = You already have an account as { $address }. Sign in with its password, then accept or decline.
mail-invitation-sign-in = Sign in to accept
mail-invitation-decline = You do not want this, or do not know { $inviter }? Then decline after signing in, or ignore this mail: without you, nothing happens.
