# Passkeys
field-passkey-name = Name des Passkeys
fault-missing-passkey-name = Geben Sie dem Passkey einen Namen.
fault-passkey-refused = Der Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder auf einem anderen Weg.
fault-passkey-known = Auf diesem Gerät gibt es schon einen Passkey für Ihr Konto.
fault-too-many-passkeys = Sie haben { $max } Passkeys; mehr dürfen es nicht sein. Entfernen Sie zuerst einen.

sign-in-passkey = Mit einem Passkey anmelden
second-step-passkey = Passkey verwenden
second-step-passkey-lead = Verwenden Sie einen Ihrer Passkeys, um als { $email } fortzufahren.

account-passkeys = Passkeys
passkeys-about = Mit einem Passkey melden Sie sich mit der Bildschirmsperre Ihres Telefons oder Computers oder mit einem Sicherheitsschlüssel an: ohne Adresse, Passwort und Code. Niemand kann ihn Ihnen entlocken. Er gilt auch als zweiter Faktor hinter Ihrem Passwort.
passkeys-none = Sie haben noch keine Passkeys.
passkeys-no-domain = Passkeys brauchen einen Namen in der Adresse; diese Oberfläche wird unter einer Adresse aus Zahlen geöffnet. Fragen Sie, wer sie betreibt.
passkeys-add = Passkey hinzufügen
passkeys-name-hint = Damit Sie ihn wiedererkennen, etwa „Telefon“ oder „Blauer Schlüssel“.
passkeys-created = Hinzugefügt
passkeys-never-used = Noch nicht benutzt
passkeys-backed-up = Zwischen Geräten synchronisiert
passkeys-on-device = Nur auf einem Gerät
passkeys-rename = Umbenennen
passkeys-rename-of = { $passkey } umbenennen
passkeys-save = Änderungen speichern
passkeys-remove = Entfernen
passkeys-remove-of = { $passkey } entfernen
passkeys-remove-effect = Er meldet Sie dann nicht mehr an. Ist er Ihr letzter zweiter Faktor, wird nur noch Ihr Passwort verlangt, und Ihre Wiederherstellungscodes gelten nicht mehr. Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet. Löschen Sie ihn auch auf Ihrem Gerät.
passkeys-remove-submit = Passkey entfernen
passkeys-cancelled = Von Ihrem Passkey kam nichts: Es wurde abgebrochen oder dauerte zu lange. Versuchen Sie es noch einmal.
passkeys-failed = Ihr Browser konnte hier keinen Passkey verwenden.
passkeys-unable = Dieser Browser kann keine Passkeys verwenden. Nehmen Sie einen neueren.
passkeys-need-scripts = Passkeys brauchen JavaScript. Schalten Sie es ein, um sie zu verwenden.

two-factor-by-passkeys = Sie ist ein: Die Anmeldung verlangt Ihr Passwort und einen Ihrer Passkeys, oder einen Passkey allein. Sie können eine Authenticator-App hinzufügen.
two-factor-add-app = Authenticator-App hinzufügen
two-factor-is-on-both = Sie ist ein: Die Anmeldung verlangt Ihr Passwort und einen Code aus Ihrer Authenticator-App oder einen Ihrer Passkeys, oder einen Passkey allein.
two-factor-remove-app = Authenticator-App entfernen
two-factor-remove-app-effect = Codes Ihrer App werden dann nicht mehr verlangt, Ihre Passkeys weiterhin. Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.
two-factor-remove-app-submit = App entfernen
two-factor-on-passkey = Ein (Passkey)
two-factor-on-both = Ein (App, Passkey)

notice-passkey-added = Der Passkey wurde hinzugefügt. Überall sonst sind Sie abgemeldet.
notice-passkey-renamed = Der Passkey hat einen neuen Namen.
notice-passkey-removed = Der Passkey wurde entfernt. Überall sonst sind Sie abgemeldet.
notice-app-removed = Ihre Authenticator-App wird nicht mehr verlangt, Ihre Passkeys schon. Überall sonst sind Sie abgemeldet.

audit-user-app-removed = Hat die Authenticator-App ausgeschaltet
audit-user-passkey-added = Hat einen Passkey hinzugefügt
audit-user-passkey-renamed = Hat einen Passkey umbenannt
audit-user-passkey-removed = Hat einen Passkey entfernt
audit-user-passkey-copied = Ein Passkey, der kopiert sein könnte, wurde abgelehnt

mail-factor-app-removed-subject = Ihre Authenticator-App wurde entfernt
mail-factor-app-removed-body = Die Authenticator-App für { $address } wurde entfernt: { $at }.
mail-factor-app-removed-effect = Ihre Passkeys werden weiter verlangt. Alle Ihre anderen Sitzungen wurden abgemeldet.
mail-passkey-added-subject = Ein Passkey wurde hinzugefügt
mail-passkey-added-body = Für { $address } wurde ein Passkey hinzugefügt: { $at }.
mail-passkey-added-effect = Er meldet Sie ohne Ihr Passwort an. Alle Ihre anderen Sitzungen wurden abgemeldet. Waren das nicht Sie, entfernen Sie ihn in Ihrem Konto: Ein neues Passwort hält ihn nicht auf.
mail-passkey-renamed-subject = Ein Passkey wurde umbenannt
mail-passkey-renamed-body = Ein Passkey von { $address } hat einen neuen Namen: { $at }.
mail-passkey-renamed-effect = Er meldet Sie weiter an.
mail-passkey-removed-subject = Ein Passkey wurde entfernt
mail-passkey-removed-body = Ein Passkey von { $address } wurde entfernt: { $at }.
mail-passkey-removed-effect = Er meldet Sie nicht mehr an. Alle Ihre anderen Sitzungen wurden abgemeldet.
mail-passkey-copied-subject = Einer Ihrer Passkeys könnte kopiert worden sein
mail-passkey-copied-body = Jemand hat einen Passkey von { $address } benutzt, dessen Zähler zurückgegangen war: { $at }. Das geschieht, wenn es eine Kopie gibt.
mail-passkey-copied-effect = Dieser Versuch wurde abgelehnt. War es Ihrer, ist vielleicht zuvor jemand mit einer Kopie hineingekommen: Sehen Sie Ihre Sitzungen durch, entfernen Sie diesen Passkey und fügen Sie einen neuen hinzu.
