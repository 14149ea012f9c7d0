# The documents of the JSON APIs, to be read.

api-reference-heading = API-Referenz
api-reference-lead = Programme rufen mit einem API-Token im Header auf: in Ihrem Namen, mit der Rolle des Tokens und nie mit mehr, als Sie selbst dürfen. Ein erster Aufruf:
api-reference-document = OpenAPI-Dokument
api-reference-contents = Inhalt
api-reference-errors = Fehler
api-reference-errors-lead = So kann jeder Aufruf außerdem antworten. Im Body steht, was nicht stimmt.
api-reference-types = Typen
api-reference-parameters = Parameter
api-reference-body = Anfrage-Body
api-reference-responses = Antworten
api-reference-required = erforderlich
api-reference-query = in der Query
