"""The acceptance list of broken exports: what has gone wrong in the wild, and the tests that show that it is met."""

from collections.abc import Iterator
from importlib import import_module
from types import FunctionType
from typing import Any

import pytest

# Each symptom with its tests, `module::test` or `module::test[case]`, all below `tests`.
# 48 to 50 are of live accounts, which nothing here reads.
LIST: dict[int, tuple[str, str]] = {
    1: ("an empty file", """
        sources.test_linkedin_connections::test_an_empty_file_is_an_error_that_names_it
        sources.test_facebook_lists::test_an_empty_file_is_named
        sources.test_instagram_lists::test_an_empty_file_is_named
        sources.test_json_files::test_an_empty_file_says_that_it_is_empty"""),
    2: ("a header only", """
        sources.test_linkedin_connections::test_zero_rows_from_a_recognised_archive_are_an_error
        sources.test_linkedin_requests::test_invitations_with_a_header_alone_are_no_requests_and_no_error
        sources.test_contacts::test_a_table_with_nobody_in_it_says_so
        sources.test_crm::test_a_table_with_nobody_in_it_is_an_error_with_its_reason"""),
    3: ("a byte order mark", """
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[bom]
        sources.test_contacts::test_a_table_saved_by_another_program_reads_alike[mark]
        sources.test_vcards::test_a_mark_at_the_beginning_makes_no_odds"""),
    4: ("UTF-16 with tabs", """
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[utf-16]
        sources.test_contacts::test_a_table_saved_by_another_program_reads_alike[utf-16 tabs]
        sources.test_mastodon::test_a_list_saved_by_a_spreadsheet_as_utf16_with_tabs_is_read
        sources.test_crm::test_every_way_in_which_a_spreadsheet_saves_it_is_read[utf-16]"""),
    5: ("Windows-1252 with semicolons", """
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[semicolon]
        sources.test_linkedin_connections::test_windows_accents_are_read_with_a_warning
        sources.test_contacts::test_accents_of_an_old_windows_file_survive
        sources.test_crm::test_every_way_in_which_a_spreadsheet_saves_it_is_read[cp1252]"""),
    6: ("line ends of two kinds", """
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[mixed-newlines]
        sources.test_contacts::test_a_table_saved_by_another_program_reads_alike[mixed line ends]
        sources.test_vcards::test_line_ends_of_every_system_make_no_odds"""),
    7: ("no newline after the last row", """
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[no-newline]"""),
    8: ("no preamble, or one on a single line", """
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[preamble]
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[one-line]
        sources.test_linkedin_connections::test_a_spreadsheet_in_between_changes_nothing[no-blank]"""),
    9: ("a header in another language", """
        sources.test_linkedin_connections::test_a_german_header_reads_like_the_english_one
        sources.test_contacts::test_accents_of_an_old_windows_file_survive
        sources.test_crm::test_headings_in_other_languages_are_guessed"""),
    10: ("columns in another order, or dropped", """
        sources.test_linkedin_connections::test_columns_are_found_by_name_wherever_they_are
        sources.test_contacts::test_a_table_saved_by_another_program_reads_alike[other order, quoted cells]"""),
    11: ("commas, quotes and newlines in cells", """
        sources.test_linkedin_connections::test_cells_with_commas_quotes_and_newlines_stay_whole
        sources.test_damaged_tables::test_a_cell_of_many_lines_with_marks_in_it_is_one_cell"""),
    12: ("rows with only a date", """
        sources.test_linkedin_connections::test_rows_with_only_a_date_are_counted_and_make_no_people"""),
    13: ("blank rows", """
        sources.test_linkedin_connections::test_rows_with_only_a_date_are_counted_and_make_no_people
        sources.test_mastodon::test_a_list_reads_alike_with_every_heading_and_with_none"""),
    14: ("a date that cannot be read keeps the row", """
        sources.test_linkedin_connections::test_a_connection_without_a_readable_date_is_kept
        sources.test_linkedin_requests::test_an_unreadable_time_keeps_the_request
        sources.test_facebook_lists::test_a_date_that_cannot_be_read_keeps_the_friend"""),
    15: ("one person twice, and two people of one name", """
        sources.test_linkedin_connections::test_one_person_listed_twice_is_one_person
        sources.test_linkedin_connections::test_namesakes_stay_two_people_and_keep_their_keys
        sources.test_facebook_lists::test_two_friends_of_one_name_stay_two
        sources.test_contacts::test_people_of_one_name_stay_apart_unless_nothing_tells_them_apart
        ledger.test_identity::test_homonyms_stay_apart"""),
    16: ("somebody who is invited again", """
        sources.test_linkedin_requests::test_who_asks_again_is_one_person_who_asked_before
        sources.test_facebook_lists::test_who_asks_again_after_a_no_is_suggested_as_the_same"""),
    17: ("a browser's copy, `Connections (1).csv`", """
        sources.test_linkedin_connections::test_a_browser_copy_a_shouted_name_and_a_loose_file_are_recognised
        sources.test_packed::test_escapes_apostrophes_and_copy_suffixes_make_no_odds"""),
    18: ("`.zip.zip` and `.ZIP`", """
        sources.test_containers::test_a_zip_is_a_zip_by_its_content
        sources.test_facebook_exports::test_a_zip_by_another_name_is_a_zip"""),
    19: ("a zip in a zip", """
        sources.test_containers::test_a_zip_in_a_zip_is_read_and_a_third_is_refused"""),
    20: ("what a Mac leaves behind", """
        sources.test_containers::test_what_a_mac_leaves_behind_is_left_out"""),
    21: ("paths with backslashes", """
        sources.test_containers::test_backslashes_and_wrapper_folders_are_seen_through
        sources.test_x::test_a_wrapper_folder_and_backslashes_make_no_odds"""),
    22: ("folders around it", """
        sources.test_containers::test_backslashes_and_wrapper_folders_are_seen_through
        sources.test_facebook_lists::test_every_layout_is_read_whatever_folder_is_around_it"""),
    23: ("two exports at once", """
        sources.test_containers::test_two_exports_in_one_upload_stay_apart_the_oldest_first
        sources.test_facebook_exports::test_two_exports_at_once_stay_apart_the_oldest_first
        sources.test_bluesky::test_of_two_files_only_the_newer_counts
        cli.test_files::test_the_order_of_imports_makes_no_difference"""),
    24: ("parts that are missing", """
        sources.test_x::test_a_part_that_the_manifest_names_and_nobody_gave_is_named
        sources.test_x::test_a_gap_between_parts_is_noticed_without_a_manifest
        sources.test_instagram_lists::test_a_missing_part_of_the_followers_is_named
        sources.test_packed::test_a_part_that_is_missing_is_named"""),
    25: ("JSON and HTML mixed", """
        sources.test_facebook_exports::test_a_page_and_a_json_of_one_list_are_read_once
        sources.test_instagram_exports::test_a_page_and_a_json_of_one_list_are_read_once"""),
    26: ("HTML in another language", """
        sources.test_facebook_exports::test_lists_as_pages_are_read_in_two_languages
        sources.test_facebook_exports::test_a_page_in_a_language_not_known_keeps_the_names
        sources.test_instagram_exports::test_a_page_is_read_in_any_language"""),
    27: ("another network's export", """
        sources.test_containers::test_an_export_that_nothing_reads_is_named
        sources.test_instagram_lists::test_the_lists_of_threads_are_another_networks"""),
    28: ("no export at all", """
        sources.test_containers::test_what_is_no_export_is_told_so
        sources.test_containers::test_a_sign_in_page_saved_as_zip_is_told_apart
        cli.test_bad_input::test_a_bad_archive_is_told_by_name_and_leaves_the_ledger_as_it_was"""),
    29: ("loose files", """
        sources.test_containers::test_loose_files_of_one_folder_are_one_export
        sources.test_facebook_exports::test_a_loose_file_is_known
        sources.test_instagram_exports::test_a_loose_file_is_known"""),
    30: ("a truncated JSON beside whole ones", """
        sources.test_facebook_lists::test_a_truncated_file_costs_that_file_and_says_where_it_breaks_off
        sources.test_instagram_lists::test_a_truncated_list_costs_that_list
        sources.test_x::test_a_file_cut_short_costs_that_file_and_says_where
        sources.test_mastodon::test_an_archive_cut_short_costs_that_file"""),
    31: ("an unknown shape is drift and not empty", """
        sources.test_facebook_lists::test_an_unknown_shape_is_drift_and_not_an_empty_list
        sources.test_facebook_lists::test_a_known_empty_list_is_empty_and_not_drift
        sources.test_instagram_lists::test_an_unknown_shape_is_drift_and_not_an_empty_list
        sources.test_x::test_a_shape_that_nobody_knows_is_drift_and_not_an_empty_archive
        sources.test_monica::test_another_shape_is_drift_or_empty_and_never_a_crash"""),
    32: ("broken letters beside right ones", """
        sources.test_facebook_lists::test_broken_and_right_letters_stand_next_to_each_other
        sources.test_meta_shared::test_whatever_was_broken_is_put_right"""),
    33: ("`_u/` addresses and missing values", """
        sources.test_instagram_lists::test_addresses_with_u_and_missing_values_name_the_user"""),
    34: ("labels, clear and ambiguous", """
        sources.test_instagram_lists::test_labels_in_any_language_are_told_by_their_values
        sources.test_instagram_lists::test_ambiguous_labels_are_refused_and_nobody_is_guessed_at
        sources.test_facebook_lists::test_labels_that_could_be_anything_name_nobody"""),
    35: ("lists of Threads that look like Instagram's", """
        sources.test_instagram_lists::test_the_lists_of_threads_are_another_networks"""),
    36: ("suggestions are no requests", """
        sources.test_facebook_lists::test_people_you_may_know_and_follows_are_no_requests
        sources.test_instagram_lists::test_suggestions_hashtags_and_the_like_are_no_requests"""),
    37: ("groups are no talk between two", """
        sources.test_linkedin_requests::test_a_group_is_not_a_talk_between_two
        sources.test_facebook_talks::test_a_group_is_no_contact_with_one_person
        sources.test_x::test_a_group_is_not_one_to_one_and_who_joins_it_wrote_nothing"""),
    38: ("drafts, adverts, closed accounts", """
        sources.test_linkedin_requests::test_drafts_adverts_spam_and_closed_accounts_tell_nothing"""),
    39: ("message requests are not “spoken”", """
        sources.test_facebook_talks::test_a_message_request_is_neither_written_nor_spoken
        sources.test_instagram_exports::test_a_message_request_is_neither_written_nor_spoken"""),
    40: ("large exports; benchmarks/sources.py holds seconds and memory to their bars", """
        sources.test_large_archives::test_a_hundred_thousand_messages_are_read_without_blowing_up
        sources.test_mail::test_a_huge_mail_does_not_stay_in_memory
        sources.test_json_rows::test_every_value_comes_out_whole_wherever_the_chunks_end"""),
    41: ("names that are an attack", """
        sources.test_linkedin_connections::test_hostile_names_go_through_as_plain_text
        sources.test_linkedin_connections::test_terminal_escapes_and_bidi_tricks_stop_at_the_border
        sources.test_facebook_lists::test_a_name_that_is_an_attack_is_a_name
        sources.test_facebook_lists::test_bidi_tricks_are_taken_out_of_names
        sources.test_contacts::test_a_name_meant_as_code_is_only_a_name
        sources.test_json_files::test_hostile_keys_and_numbers_do_no_harm"""),
    42: ("ids beyond 2 to the 53", """
        sources.test_x::test_two_ids_above_2_to_the_53_stay_two_people
        sources.test_json_files::test_ids_beyond_what_a_float_holds_stay_exact"""),
    43: ("bombs, paths that climb out, links in a tar", """
        sources.test_containers::test_a_bomb_is_refused_before_it_is_opened
        sources.test_containers::test_a_path_that_climbs_out_is_refused
        sources.test_containers::test_a_link_in_an_archive_or_a_folder_is_refused
        sources.test_packed::test_a_path_that_climbs_out_of_a_tar_is_refused
        sources.test_packed::test_links_and_devices_in_a_tar_are_refused
        sources.test_packed::test_a_tar_bomb_is_refused_before_it_fills_the_disk"""),
    44: ("folded letters, zones of Windows, changed, cancelled, rooms", """
        sources.test_calendars::test_a_character_folded_in_the_middle_is_whole_again
        sources.test_calendars::test_a_zone_by_its_windows_name_is_known
        sources.test_calendars::test_an_override_that_comes_before_its_master_takes_its_place
        sources.test_calendars::test_what_did_not_take_place_between_the_two_tells_nothing[cancelled]
        sources.test_calendars::test_what_did_not_take_place_between_the_two_tells_nothing[a room]"""),
    45: ("mails without date and id, `>From`", """
        sources.test_mail::test_a_mail_without_date_and_id_takes_the_mail_boxs_date_and_is_known_again
        sources.test_mail::test_a_line_that_begins_with_from_in_the_text_begins_no_mail
        sources.test_mail::test_a_separator_in_the_midst_of_a_paragraph_is_quoted_text"""),
    46: ("forged notifications and look-alike senders", """
        sources.test_mail::test_a_spoofed_notification_is_refused_and_said
        sources.test_mail::test_only_what_the_receiving_server_proved_counts"""),
    47: ("one-click tokens", """
        sources.test_mail::test_one_click_tokens_are_never_kept"""),
    51: ("counts written as text", """
        sources.test_x::test_counts_as_strings_are_counts"""),
    52: ("an export of a range of dates", """
        sources.test_facebook_exports::test_an_export_of_a_range_of_dates_is_warned_of
        sources.test_instagram_lists::test_followers_of_one_season_alone_may_be_a_range"""),
    53: ("imported twice", """
        cli.test_files::test_the_same_twice_is_once
        desk.test_mail_and_calendar::test_importing_twice_changes_nothing_and_undo_takes_all_of_it_back
        sources.test_open_imports::test_importing_twice_changes_nothing_and_undo_takes_all_of_it_back
        sources.test_meta_remembered::test_an_export_imported_again_changes_nothing"""),
    54: ("no rows from a recognised export are an error", """
        sources.test_linkedin_connections::test_zero_rows_from_a_recognised_archive_are_an_error
        sources.test_facebook_lists::test_a_recognised_export_with_nobody_in_it_is_an_error
        sources.test_x::test_an_archive_with_nobody_in_it_says_so
        sources.test_bluesky::test_a_repository_with_nobody_in_it_says_so
        sources.test_contacts::test_a_table_with_nobody_in_it_says_so"""),
}  # fmt: skip
OF_LIVE_ACCOUNTS = {48, 49, 50}


@pytest.mark.parametrize("number", LIST, ids=[f"{number} {what}" for number, (what, _) in LIST.items()])
def test_a_breakage_is_shown_by_tests_that_there_are(number: int) -> None:
    named = LIST[number][1].split("\n")
    assert len(named) > 1
    for name in filter(None, map(str.strip, named)):
        where, _, rest = name.partition("::")
        function, _, case = rest.partition("[")
        found = getattr(import_module(f"tests.{where}"), function, None)
        assert isinstance(found, FunctionType), name
        assert found.__module__ == f"tests.{where}", name
        if case:
            assert case.removesuffix("]") in set(_cases(found)), name


def _cases(function: Any) -> Iterator[str]:
    """The ids of the cases of a test."""
    for mark in getattr(function, "pytestmark", ()):
        ids = mark.kwargs.get("ids") or mark.args[1]
        yield from (one for one in ids if isinstance(one, str))


def test_the_list_is_whole() -> None:
    assert LIST.keys() | OF_LIVE_ACCOUNTS == set(range(1, 55))
    assert not LIST.keys() & OF_LIVE_ACCOUNTS
