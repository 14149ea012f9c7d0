//! Names of people and places for [`super`]. Frequent ones stand first in each list, since they are drawn more often.

use crate::domain::language::Language;

/// Where a name comes from.
#[derive(Debug)]
pub(super) struct Culture {
    /// Of a hundred people, how many have such a name.
    pub share: u64,
    /// The language most of them read.
    pub language: Language,
    /// What stands behind the surname of a woman.
    pub woman: &'static str,
    /// Whether the surname comes first, with nothing between.
    pub surname_first: bool,
    /// Given names of women.
    pub women: &'static [&'static str],
    /// Given names of men.
    pub men: &'static [&'static str],
    /// Surnames.
    pub surnames: &'static [&'static str],
}

/// The first of them, which is also taken where there is no other.
#[rustfmt::skip]
pub(super) const WEST: Culture = Culture {
    share: 38,
    language: Language::En,
    woman: "",
    surname_first: false,
    women: &[
        "Anna", "Mara", "Emma", "Olivia", "Sophie", "Grace", "Alice", "Chloé", "Zoë", "Lucía", "Maria", "Elena",
        "Camille", "Beatriz", "Ingrid", "Astrid", "Freya", "Niamh", "Siobhán", "Amélie", "Inés", "Carmen", "Giulia",
        "Chiara", "Fatima", "Aisha", "Priya", "Ananya", "Yuki", "Naomi", "Ruth", "Hannah", "Eszter", "Zofia",
        "Agnieszka", "Tereza",
    ],
    men: &[
        "James", "Oliver", "Noah", "Liam", "Lucas", "Daniel", "Samuel", "Thomas", "José", "André", "Søren", "Lars",
        "Björn", "Magnus", "Mateo", "Diego", "Luca", "Marco", "Pierre", "François", "Louis", "Patrick", "Declan",
        "Seán", "Omar", "Yusuf", "Arjun", "Rohan", "Kenji", "Hiro", "David", "Aaron", "Gábor", "Paweł", "Łukasz",
        "Tomáš",
    ],
    surnames: &[
        "Smith", "Lind", "Brown", "Wilson", "Taylor", "Evans", "Murphy", "O'Neil", "Kelly", "Walsh", "García",
        "Fernández", "Silva", "Costa", "Rossi", "Ferrari", "Dubois", "Lefèvre", "Moreau", "Jansen", "De Vries",
        "Nielsen", "Sørensen", "Andersson", "Lindqvist", "Virtanen", "Novák", "Dvořák", "Kowalski", "Nowak", "Nagy",
        "Horváth", "Papadopoulos", "Haddad", "Khan", "Patel", "Sharma", "Tanaka", "Sato", "Okafor", "Mensah",
        "Wright-Hughes", "Clarke", "Bennett", "Foster", "Hayes", "Marsh", "Thorne",
    ],
};

#[rustfmt::skip]
pub(super) const CULTURES: &[Culture] = &[
    WEST,
    Culture {
        share: 24,
        language: Language::De,
        woman: "",
        surname_first: false,
        women: &[
            "Anna", "Lena", "Marie", "Katharina", "Julia", "Sabine", "Ute", "Käthe", "Bärbel", "Renate", "Monika",
            "Claudia", "Heike", "Silke", "Franziska", "Johanna", "Greta", "Frieda", "Mathilde", "Annegret", "Jana",
            "Svenja", "Wiebke",
        ],
        men: &[
            "Jürgen", "Thomas", "Lukas", "Felix", "Jonas", "Jörg", "Günter", "Björn", "Matthias", "Stefan",
            "Andreas", "Wolfgang", "Heinz", "Karl", "Friedrich", "Moritz", "Maximilian", "Tobias", "Sebastian",
            "Uwe", "Torsten", "Götz", "Rüdiger", "Hannes",
        ],
        surnames: &[
            "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann",
            "Schäfer", "Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann",
            "Braun", "Krüger", "Hofmann", "Hartmann", "Lange", "Weiß", "Böhm", "Köhler", "Jäger", "Groß", "Vogel",
            "Friedrich", "Kühn", "Günther", "Pohl", "Lorenz", "Döring", "Förster", "Möller", "von Ahlen",
        ],
    },
    Culture {
        share: 15,
        language: Language::Ru,
        woman: "а",
        surname_first: false,
        women: &[
            "Мария", "Анна", "Елена", "Ольга", "Наталья", "Татьяна", "Ирина", "Светлана", "Екатерина", "Юлия",
            "Анастасия", "Дарья", "Полина", "Ксения", "Вера", "Надежда", "Любовь", "Галина", "Алёна", "Зоя",
            "Варвара", "Нина", "Лидия", "Маргарита",
        ],
        men: &[
            "Иван", "Алексей", "Дмитрий", "Сергей", "Андрей", "Михаил", "Николай", "Павел", "Владимир", "Пётр",
            "Артём", "Максим", "Кирилл", "Егор", "Фёдор", "Юрий", "Григорий", "Борис", "Виктор", "Олег", "Роман",
            "Степан", "Тимофей", "Ярослав",
        ],
        surnames: &[
            "Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Михайлов", "Новиков",
            "Фёдоров", "Морозов", "Волков", "Алексеев", "Лебедев", "Семёнов", "Егоров", "Павлов", "Козлов",
            "Степанов", "Николаев", "Орлов", "Андреев", "Макаров", "Никитин", "Захаров", "Зайцев", "Соловьёв",
            "Борисов", "Яковлев", "Григорьев", "Романов", "Воробьёв", "Сергеев", "Кузьмин", "Фролов", "Щукин",
        ],
    },
    Culture {
        share: 13,
        language: Language::Zh,
        woman: "",
        surname_first: true,
        women: &[
            "芳:fang", "娜:na", "秀英:xiuying", "敏:min", "静:jing", "丽:li", "艳:yan", "娟:juan", "霞:xia", "桂英:guiying",
            "雪:xue", "梅:mei", "玲:ling", "婷:ting", "慧:hui", "琳:lin", "欣怡:xinyi", "子涵:zihan", "雨桐:yutong",
            "诗涵:shihan",
        ],
        men: &[
            "伟:wei", "强:qiang", "磊:lei", "军:jun", "洋:yang", "勇:yong", "杰:jie", "涛:tao", "明:ming", "超:chao",
            "刚:gang", "平:ping", "辉:hui", "鹏:peng", "浩然:haoran", "子轩:zixuan", "宇航:yuhang", "建国:jianguo",
            "志强:zhiqiang", "文博:wenbo",
        ],
        surnames: &[
            "王:wang", "李:li", "张:zhang", "刘:liu", "陈:chen", "杨:yang", "黄:huang", "赵:zhao", "吴:wu", "周:zhou", "徐:xu",
            "孙:sun", "马:ma", "朱:zhu", "胡:hu", "郭:guo", "何:he", "高:gao", "林:lin", "罗:luo", "郑:zheng", "梁:liang",
            "谢:xie", "宋:song", "唐:tang", "许:xu", "韩:han", "冯:feng", "邓:deng", "曹:cao", "欧阳:ouyang", "司马:sima",
        ],
    },
    Culture {
        share: 10,
        language: Language::Az,
        woman: "a",
        surname_first: false,
        women: &[
            "Leyla", "Aygün", "Nərmin", "Günel", "Sevinc", "Aytən", "Gülnar", "Könül", "Fidan", "Nigar", "Lalə",
            "Ülviyyə", "Türkan", "Zəhra", "Fatimə", "Aysel", "Şəbnəm", "Səbinə", "Xədicə", "İradə",
        ],
        men: &[
            "Elçin", "Rəşad", "Orxan", "Anar", "Vüqar", "Tural", "Elnur", "Kamran", "Rüfət", "Cavid", "Fərid",
            "İlqar", "Əli", "Nicat", "Emin", "Samir", "Şahin", "Ceyhun", "Turan", "Məhəmməd",
        ],
        surnames: &[
            "Məmmədov", "Əliyev", "Həsənov", "Hüseynov", "Quliyev", "İsmayılov", "Abbasov", "Rzayev", "Babayev",
            "Cəfərov", "Əhmədov", "İbrahimov", "Mustafayev", "Kərimov", "Nəbiyev", "Süleymanov", "Qasımov",
            "Bağırov", "Vəliyev", "Şükürov", "Mirzəyev", "Rüstəmov", "Hacıyev", "Cavadov",
        ],
    },
];

/// What stands behind the `@`: names that nobody can own (RFC 2606 §2 and §3), so that no mail ever reaches anybody.
#[rustfmt::skip]
pub(super) const DOMAINS: &[&str] = &[
    "example.org", "example.com", "northwind.example", "example.net", "birke.example", "mail.example.org",
    "harbour.example", "lumen.example", "granit.example", "nordlicht.example", "team.example.com", "orchid.example",
    "kranich.example", "delta-works.example", "baku.example", "volga.example", "jade.example", "meridian.example",
    "tundra.example", "quartz.example", "dev.example.net", "alder.example", "sequoia.example", "fjord.example",
    "saffron.example", "kestrel.example", "oasis.example", "labs.example.org", "copper-hill.example",
    "amber.example",
];

/// Names of accounts.
#[rustfmt::skip]
pub(super) const COMPANIES: &[&str] = &[
    "Harbour Logistics", "Birke & Söhne", "Nordlicht Medien", "Granit Bau", "Lumen Energy", "Orchid Travel",
    "Kranich Verlag", "Meridian Maps", "Волга Транс", "玉石科技", "Xəzər Ticarət", "Quartz Audio", "Alder Foods",
    "Fjord Shipping", "Saffron Kitchens", "Kestrel Robotics",
];

/// Names of projects.
#[rustfmt::skip]
pub(super) const PROJECTS: &[&str] = &[
    "Website", "Shop", "Mobile app", "Streaming", "Downloads", "Images", "Intranet", "Newsletter", "Maps",
    "Archive", "Kundenportal", "Магазин", "官网", "Onlayn kassa", "Search", "Documentation", "Analytics", "Staging",
];

/// The letters that an address has for a name: plain ASCII, in lower case.
pub(super) fn in_ascii(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => text.push(c),
            '-' | ' ' => text.push('-'),
            _ => text.push_str(spelt(c)),
        }
    }
    text
}

fn spelt(c: char) -> &'static str {
    match c {
        'ä' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'á' | 'à' | 'ə' | 'а' | 'å' => "a",
        'é' | 'è' | 'ë' | 'е' | 'э' => "e",
        'í' | 'ı' | 'и' => "i",
        'ó' | 'о' => "o",
        'ú' | 'у' => "u",
        'ç' | 'ч' => "ch",
        'ş' | 'ш' => "sh",
        'š' | 'с' => "s",
        'ğ' | 'г' => "g",
        'ł' | 'л' => "l",
        'ř' | 'р' => "r",
        'б' => "b",
        'в' => "v",
        'д' => "d",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'й' | 'ы' | 'ý' => "y",
        'к' => "k",
        'м' => "m",
        'н' | 'ñ' => "n",
        'п' => "p",
        'т' => "t",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_stand_in_an_address() {
        let mut names = 0;
        for culture in CULTURES {
            for name in culture.women.iter().chain(culture.men).chain(culture.surnames) {
                let (shown, latin) = name.split_once(':').unwrap_or((name, name));
                assert!(!shown.is_empty() && in_ascii(latin).len() >= 2, "{name}");
                assert!(!in_ascii(latin).starts_with('-'), "{name}");
                names += 1;
            }
        }
        assert!(names > 300, "{names}");
        assert_eq!(CULTURES.iter().map(|culture| culture.share).sum::<u64>(), 100);
        assert_eq!(in_ascii("Щукин"), "shchukin");
        assert_eq!(in_ascii("von Ahlen"), "von-ahlen");
    }

    #[test]
    fn no_address_can_belong_to_anybody() {
        for domain in DOMAINS {
            let reserved = ["example.org", "example.com", "example.net"];
            let below = |name: &&str| domain == name || domain.ends_with(&format!(".{name}"));
            assert!(domain.ends_with(".example") || reserved.iter().any(below), "{domain}");
        }
    }
}
