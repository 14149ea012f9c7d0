# Why somebody may enter a project
access-through-account-role = { $role } durch die Kontorolle
access-through-client-role = { $role } durch die Mandantenrolle
access-through-project-role = { $role } durch eine Rolle im Projekt
access-idle-account-role = { $role } durch die Kontorolle bleibt ohne Wirkung
access-idle-client-role = { $role } durch die Mandantenrolle bleibt ohne Wirkung
access-idle-project-role = { $role } im Projekt bleibt ohne Wirkung
access-and = { $first }; { $second }
access-line = { $project }: { $reasons }
access-line-none = { $project }: kein Zugriff
