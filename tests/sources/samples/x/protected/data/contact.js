window.YTD.contact.part0 = [ { "contact" : { "id" : "1", "emails" : [ "ines@mail.example" ], "phoneNumbers" : [ ] } } ]
