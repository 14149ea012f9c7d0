# The documents of the JSON APIs, to be read.

api-reference-heading = API məlumat kitabçası
api-reference-lead = Proqramlar başlıqda API tokeni ilə müraciət edir: sizin adınızdan, tokenin rolu ilə və heç vaxt sizin özünüzə icazə veriləndən artıq deyil. İlk çağırış:
api-reference-document = OpenAPI sənədi
api-reference-contents = Mündəricat
api-reference-errors = Xətalar
api-reference-errors-lead = Hər çağırış bunlarla da cavab verə bilər. Nəyin səhv olduğu cavabın gövdəsində deyilir.
api-reference-types = Tiplər
api-reference-parameters = Parametrlər
api-reference-body = Sorğunun gövdəsi
api-reference-responses = Cavablar
api-reference-required = məcburidir
api-reference-query = sorğu sətrində
