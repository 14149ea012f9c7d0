# Why somebody may enter a project
access-through-account-role = { $role } – hesabdakı rol sayəsində
access-through-client-role = { $role } – müştəri səviyyəsindəki rol sayəsində
access-through-project-role = { $role } – layihədəki rol sayəsində
access-idle-account-role = Hesabdakı rolun verdiyi “{ $role }” heç nəyi dəyişmir
access-idle-client-role = Müştəri səviyyəsindəki rolun verdiyi “{ $role }” heç nəyi dəyişmir
access-idle-project-role = Layihədəki “{ $role }” heç nəyi dəyişmir
access-and = { $first }; { $second }
access-line = { $project }: { $reasons }
access-line-none = { $project }: giriş hüququ yoxdur
