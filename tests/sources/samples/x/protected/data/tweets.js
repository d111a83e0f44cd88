window.YTD.tweets.part0 = [
  { "tweet" : { "id_str" : "1900000000000000002", "full_text" : "@nadia_q Tea &amp; maps on Friday? &lt;3", "created_at" : "Tue Oct 20 07:00:00 +0000 2026",
    "in_reply_to_user_id_str" : "1200000000000000008", "in_reply_to_screen_name" : "nadia_q",
    "entities" : { "user_mentions" : [ { "id_str" : "1200000000000000008", "screen_name" : "Nadia_Q", "name" : "Nadia Quill" } ] } } },
  { "tweet" : { "id_str" : "1900000000000000001", "full_text" : "With @nquill on the harbour", "created_at" : "Sun Mar 21 12:53:22 +0000 2021",
    "entities" : { "user_mentions" : [ { "id_str" : "1200000000000000008", "screen_name" : "nquill", "name" : "N. Quill" },
      { "id_str" : "-1", "screen_name" : "gone", "name" : "Gone" } ] } } },
  { "tweet" : { "id_str" : "1900000000000000000", "full_text" : "Old words", "created_at" : "long ago", "entities" : { } } }
]
