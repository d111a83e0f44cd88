window.YTD.follower.part1 = [
  { "follower" : { "accountId" : "1200000000000000008", "userLink" : "https://twitter.com/intent/user?user_id=1200000000000000008" } },
  { "follower" : { "accountId" : 1200000000000000009 } }
];
