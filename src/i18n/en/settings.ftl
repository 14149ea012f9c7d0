nav-settings = Settings
settings-heading = Settings
settings-account = Account
settings-installation = Installation
settings-name-heading = Name of the account
settings-name-hint = Seen in the header, in invitations and in mails.
settings-name-save = Save name
settings-invitations = Invitations
settings-renewal = When somebody asks for a new link
settings-renewal-ask = An administrator decides
settings-renewal-ask-hint = The Users page says "Asks for a new link" until somebody sends one.
settings-renewal-mail = It is mailed at once
settings-renewal-mail-hint = Always to the address that was invited, whoever asks.
settings-reminders = Remind people who have not accepted yet
settings-reminders-hint = One mail with the same link, 20 hours after the first, if at least an hour is left then.
settings-lifetime = Links of new invitations work for
settings-lifetime-hint = Whoever invites can choose otherwise. Links that are out already keep their time.
settings-lifetime-default = As the installation has it ({ $span })
settings-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
settings-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
settings-domains = Allowed domains
settings-domains-hint = Only addresses at these domains can be invited, such as example.org, example.com. What stands below a domain is another domain. Leave it empty to allow any.
settings-save = Save changes
notice-account-renamed = The account is now called { $account }.
notice-settings-saved = The settings are saved.

fault-not-a-domain = { $domain } is not the name of a domain. Enter names like example.org.
fault-domain-not-allowed = Only addresses at these domains can be invited here: { $domains }.
fault-changed-meanwhile = Somebody else has changed this since you opened the page. What you typed is still here: save again to put it in force, or open the page anew to see what is.
fault-edited-meanwhile = Somebody else has changed this person since you opened the page. What you changed is still here, everything else now shows how it stands: look it over and save again.

audit-account-renamed = Renamed the account
audit-account-settings-changed = Changed the account's settings
audit-installation-checked = Checked the installation
audit-test-mail-asked = Sent a test mail
audit-test-mail-arrived = Pressed the link of a test mail

# The installation
settings-checks = Checks
settings-checks-lead = What has to be right for invitations to arrive. The same is said by vestibule doctor. No mail is sent.
settings-checks-never = Nothing has been checked yet.
settings-checks-at = Checked { $when }.
settings-checks-stale = The settings for mail have changed since. Check again.
settings-checks-run = Check now
settings-checks-table = Checks of the installation
settings-checks-column = Check
settings-checks-column-verdict = Result
settings-checks-column-found = What was found
check-ok = OK
check-warn = Attention
check-fail = Failed
settings-test = Test mail
settings-test-lead = The only proof that mail arrives is a mail that arrived. We mail a link to { $email }; open it and press the button there.
settings-test-none = Mail is not set up, so there is nothing to test. Set VESTIBULE_SMTP_URL and start Vestibule again.
settings-test-send = Send test mail
settings-test-again = Send another test mail
settings-test-queued = The test mail is queued and goes out in a moment.
settings-test-retrying = The mail server put the test mail off. It is tried again { $when }.
settings-test-refused = The mail server refused the test mail for good.
settings-test-dropped = The last test mail is no longer sent: its link was replaced or has ended.
settings-test-sent = The mail server took the test mail { $when }. Open it and press the link.
settings-test-ended = The link of the last test mail has ended unused.
settings-test-look = Look again
settings-test-proven = A test mail arrived { $when }. Mail works with the present settings.
settings-test-proven-invitation = Somebody joined by a mailed link { $when }. Mail works with the present settings.
notice-checked = { $failed ->
    [0] The installation was checked. Nothing failed.
    [one] The installation was checked. { $failed } check failed.
   *[other] The installation was checked. { $failed } checks failed.
}
notice-test-asked = A test mail to { $email } is on its way. Open it and press the link.
notice-test-arrived = Mail works: the test mail has arrived.
fault-no-mail-server = Mail is not set up, so no test mail can be sent.
mail-check-heading = The test mail has arrived
mail-check-lead = It was sent to { $email } to see whether mail works. Press the button to confirm that you got it.
mail-check-submit = Confirm
mail-check-over-heading = This link is no longer valid
mail-check-over-text = Links of test mails work once and for one hour, and only the newest does. Send another one on the page Settings.
mail-check-changed-heading = The mail settings have changed
mail-check-changed-text = This test mail was sent with other settings than those in force now, so it proves nothing about them. Send another one on the page Settings.
mail-check-to-settings = Go to the settings

invite-mail-unproven = Nothing has proven yet that mail from here arrives. Invitations are sent all the same; look at their status afterwards.
invite-mail-unproven-way = Check it in the settings
invite-mail-none = Mail is not set up: you get a link to hand over yourself.

# Checks
check-base-address = Base address
check-database = Database
check-clock = Clock
check-key = Secret key
check-mail-server = Mail server
check-encryption = Encryption
check-sign-in = Sign-in
check-sender = Sender
check-arrival = Arrival
found-address-same = You are looking at { $address }, and links begin with it.
found-address-set = Links begin with { $address }.
found-address-local = Links begin with { $address }, which only this machine can open.
found-address-other = Links begin with { $address }, but you are looking at { $seen }.
found-address-unsaid = Links begin with { $address }. Your browser did not say under which address it looks at this page.
advice-address-local = Before you invite people elsewhere, set VESTIBULE_PUBLIC_URL to what they open.
advice-address-other = Set VESTIBULE_PUBLIC_URL to what people open, or open { $address } instead.
advice-address-unsaid = Compare it with the address bar.
found-database-ready = { $kind } answers, takes changes and has all tables.
found-database-away = The database cannot be used: { $reason }
found-database-read-only = The database answers, but takes no changes: { $reason }
found-database-absent = { $path } is not there yet.
found-database-old = Tables are missing: { $missing }
advice-database-away = Look at DATABASE_URL, and whether the database runs and may be reached from here.
advice-database-read-only = Look at the rights on the database or its file, and at the free space of the disk.
advice-database-absent = The first start makes it. If this installation was in use before, DATABASE_URL names the wrong file.
advice-database-old = Run vestibule migrate, or start vestibule serve.
found-clock-own = SQLite goes by this machine's clock, and nothing in it is from the future.
found-clock-agrees = This machine and the database agree within { $millis } ms.
found-clock-apart = The clocks of this machine and of the database are { $seconds } s apart.
found-clock-behind = The last entry of the audit log is { $seconds } s ahead of this machine's clock.
found-clock-unknown = Not checked, since the database cannot be asked.
advice-clock = Let both machines set their clocks by NTP: links, sessions and waiting mails go by them.
advice-clock-behind = Let this machine set its clock by NTP. Until it is right, links live longer or shorter than they say.
found-key-good = { $path } is there, for its owner alone.
found-key-absent = { $path } is not there yet.
found-key-gone = { $path } is gone.
found-key-bad = The key file cannot be used: { $reason }
found-key-other = { $path } holds another key than the one that waiting mails were sealed with.
advice-key-absent = The first start makes it.
advice-key-gone = Put it back from the backup. With a new key, waiting mails cannot be sent.
advice-key-bad = Put the file right; it belongs to the user that runs Vestibule, with mode 0600.
advice-key-other = Put the right file back, or resend the invitations that wait.
found-mail-none = Mail is not set up. Invitation links are handed over by copying.
found-mail-folder = Mails are written into { $path }. Nobody gets them.
found-mail-folder-bad = Mails cannot be written: { $reason }
found-mail-unusable = The settings for mail cannot be used: { $reason }
advice-mail-none = Set VESTIBULE_SMTP_URL to your mail server.
advice-mail-folder = That is for trying out. Set VESTIBULE_SMTP_URL instead of VESTIBULE_MAIL_DIR to have them sent.
advice-mail-folder-bad = Look at VESTIBULE_MAIL_DIR and the rights on that folder.
advice-mail-unusable = Look at VESTIBULE_SMTP_URL and VESTIBULE_MAIL_FROM.
found-server-reached = { $server } answers as { $name }.
found-server-away = { $server } does not answer as a mail server: { $reason }
advice-server-away = Look at host and port in VESTIBULE_SMTP_URL, at the firewall, and whether the server runs. Port 465 wants smtps://.
found-tls-wrapped = Encrypted from the beginning, with a certificate that is vouched for.
found-tls-started = Encrypted by STARTTLS, with a certificate that is vouched for.
found-clear-here = Not encrypted; the mail server is on this machine.
found-clear-across = Not encrypted. Mails, links and any password travel in clear text.
found-tls-refused = No encrypted connection: { $reason }
advice-clear-across = Use smtps:// or ?tls=required in VESTIBULE_SMTP_URL.
advice-tls-refused = The name in VESTIBULE_SMTP_URL has to be the one in the server's certificate, and a public authority has to vouch for it. If the server has no TLS, it cannot be used safely.
found-signed-in = The mail server took user and password.
found-sign-in-none = The settings have no user and password.
found-sign-in-refused = The mail server refused user and password: { $reason }
advice-sign-in-refused = Look at user and password in VESTIBULE_SMTP_URL; special characters are percent-encoded. Some providers want a password of its own for programs.
found-sender-taken = The mail server takes mail from { $sender }.
found-sender-later = The mail server takes no mail from { $sender } just now: { $reason }
found-sender-refused = The mail server takes no mail from { $sender }: { $reason }
advice-sender-refused = Set VESTIBULE_MAIL_FROM to an address that this server may send for, or give it user and password.
advice-sender-later = Check again in some minutes.
found-not-reached = Not checked, since a step before failed.
found-arrived-test = A test mail arrived at { $at }.
found-arrived-invitation = Somebody joined by a mailed link at { $at }.
found-arrival-unproven = Nothing has proven yet that mail arrives.
found-arrival-no-mail = There is no mail to arrive.
advice-arrival = On the page Settings, Installation: send a test mail and press its link.

# Mails
mail-reminder-subject = Reminder: { $inviter } invites you to { $account }
mail-reminder-body = { $inviter } ({ $address }) has invited you to { $account }, and you have not answered yet. The link here is the same as in the first mail; what you would get is told behind it.
mail-end-subject = Your access to { $account } ends soon
mail-end-body = Your access to { $account } ends on { $until }. After that you cannot open it with { $address } any more.
mail-end-ask = Do you need it for longer? Ask an administrator of { $account }.
mail-test-subject = Test mail from Vestibule
mail-test-body = If you read this, mail from Vestibule arrives at { $address }. Press the link to confirm it, so that it is known.
mail-test-button = Confirm that this arrived
mail-test-ends = The link works once and for one hour, until { $until }.
mail-test-ignore = You did not ask for this? Then ignore this mail: nothing depends on it but a line on the page Settings.
