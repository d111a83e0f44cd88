"""What the exports of Facebook and Instagram share: broken letters, seconds, conversations, lists as web pages."""
