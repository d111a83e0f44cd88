window.YTD.block.part0 = [ { "blocking" : { "accountId" : "1200000000000000011", "userLink" : "https://twitter.com/intent/user?user_id=1200000000000000011" } } ]
