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
