# Why somebody may enter a project
access-through-account-role = { $role } through the account role
access-through-client-role = { $role } through the client role
access-through-project-role = { $role } through a role in the project
access-idle-account-role = { $role } through the account role has no effect
access-idle-client-role = { $role } through the client role has no effect
access-idle-project-role = { $role } in the project has no effect
access-and = { $first }; { $second }
access-line = { $project }: { $reasons }
access-line-none = { $project }: no access

# Projects
nav-projects = Projects
projects-heading = Projects
projects-table = Projects
projects-archived-table = Archived projects
projects-column-name = Name
projects-column-people = People
projects-column-access = Your access
projects-column-archived = Archived
projects-column-actions = Actions
projects-default = Default project
projects-default-stays = The default project cannot be archived.
projects-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
projects-people-of = { $people } in { $project }
projects-new = New project
projects-create = Create project
projects-rename = Rename
projects-rename-of = Rename { $project }
projects-save = Save changes
projects-archive = Archive
projects-archive-of = Archive { $project }
projects-archive-heading = Archive { $project }?
projects-archive-closed = Nobody can enter the project any more, whatever their role, and no form offers it.
projects-archive-kept = { $count ->
    [0] Nobody has a role in it. An administrator can restore it at any time.
    [one] One person has a role in it. The role is kept and counts again once an administrator restores the project.
   *[other] { $count } people have a role in it. Their roles are kept and count again once an administrator restores the project.
}
projects-archived = Archived ({ $count })
projects-archived-most = Only the { $count } projects archived last are shown.
projects-restore = Restore
projects-restore-of = Restore { $project }
projects-none-heading = No project is open to you
projects-none-text = An administrator of the account can give you a role in one.
notice-project-created = Project { $project } created
notice-project-renamed = The project is now called { $project }
notice-project-archived = Project { $project } archived
notice-project-restored = Project { $project } restored
fault-name-taken = Another project has this name. Choose a different one.
fault-too-many-projects = An account can have { $max } projects in use. Archive one first.
fault-default-project = The default project cannot be archived.

# Accounts
accounts-heading = Accounts
accounts-link-switch = { $account } – switch account
accounts-link = { $account } – accounts
accounts-here = You are here
accounts-switch = Switch
accounts-suspended-text = An administrator of this account can let you in again.
accounts-new = New account
accounts-new-hint = You become its first administrator.
accounts-create = Create account
notice-account-switched = You are now in { $account }
notice-account-created = Account { $account } created
fault-nobody-here = Nobody here has this address.
fault-no-password-yet = This person has not set a password yet.

# In the audit log
audit-project-created = Created a project
audit-project-renamed = Renamed a project
audit-project-archived = Archived a project
audit-project-restored = Restored a project
audit-account-created = Created the account
audit-session-switched = Switched to this account
