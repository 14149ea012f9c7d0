# The documents of the JSON APIs, to be read.

api-reference-heading = API reference
api-reference-lead = Programs call with an API token in a header: in your name, by the token’s role, and never with more than you may do yourself. A first call:
api-reference-document = OpenAPI document
api-reference-contents = Contents
api-reference-errors = Errors
api-reference-errors-lead = Every call may answer with these as well. The body says what is wrong.
api-reference-types = Types
api-reference-parameters = Parameters
api-reference-body = Request body
api-reference-responses = Responses
api-reference-required = required
api-reference-query = in the query
