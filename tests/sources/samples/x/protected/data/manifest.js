window.__THAR_CONFIG = {
  "userInfo" : { "accountId" : "1100000000000000001", "userName" : "fred_doorman", "displayName" : "Fred Doorman" },
  "archiveInfo" : { "sizeBytes" : "4096", "generationDate" : "2026-11-01T08:00:00.000Z", "isPartialArchive" : false, "maxPartSizeBytes" : "53687091200" },
  "dataTypes" : {
    "account" : { "files" : [ { "fileName" : "data/account.js", "globalName" : "YTD.account.part0", "count" : "1" } ] },
    "follower" : { "files" : [
      { "fileName" : "data/follower.js", "globalName" : "YTD.follower.part0", "count" : "2" },
      { "fileName" : "data/follower-part1.js", "globalName" : "YTD.follower.part1", "count" : "2" } ] },
    "following" : { "files" : [ { "fileName" : "data/following.js", "globalName" : "YTD.following.part0", "count" : "3" } ] },
    "mute" : { "files" : [ { "fileName" : "data/mute.js", "globalName" : "YTD.mute.part0", "count" : "1" } ] },
    "tweets" : { "files" : [ { "fileName" : "data/tweets.js", "globalName" : "YTD.tweets.part0", "count" : "3" } ] },
    "like" : { "files" : [ { "fileName" : "data/like.js", "globalName" : "YTD.like.part0", "count" : "9" } ] }
  }
}
