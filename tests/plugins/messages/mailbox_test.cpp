// The rules, without host and database.

#include "mailbox.hpp"

#include <doctest/doctest.h>

using namespace vestibule;
using namespace vestibule::messages;
using namespace std::chrono_literals;

namespace {

Message message(std::int64_t number, const std::string& author, Addressee to, const std::vector<std::string>& readers) {
  Message made{number, Instant{}, author, std::move(to), "text", std::nullopt, {}};
  for (const auto& reader : readers) made.readers[reader] = std::nullopt;
  return made;
}

}  // namespace

TEST_CASE("a text is plain, not empty and not too long, counted in characters") {
  CHECK(*text_from("  two\r\nlines \n") == "two\nlines");
  CHECK(*text_from("سلام") == "سلام");
  CHECK(text_from(" \n\t ").error().message == "a message needs a text");
  std::string long_text;
  for (int i = 0; i < 1000; ++i) long_text += "字";
  CHECK(text_from(long_text));
  CHECK(text_from(long_text + "字").error().message == "the text has 1001 characters, at most 1000 are allowed");
  CHECK(text_from(std::string("a\0b", 3)).error().code == Code::invalid);
  CHECK(text_from("a\x1b[31m").error().code == Code::invalid);
}

TEST_CASE("a desk is named by its id") {
  CHECK(check_desk("room-1"));
  for (const char* wrong : {"", "Room 1", "../x", "räum"}) CHECK(check_desk(wrong).error().code == Code::invalid);
}

TEST_CASE("somebody who writes too much waits, others do not") {
  Pace pace;
  const Steady start{};
  for (std::size_t i = 0; i < Pace::most; ++i) {
    CHECK(pace.check("ann", start));
    pace.note("ann", start);
  }
  CHECK(pace.check("ann", start + 59s).error().code == Code::unavailable);
  CHECK(pace.check("ben", start + 59s));
  CHECK(pace.check("ann", start + 60s));
}

TEST_CASE("a message is found by its author and by those it is for, and counted until it is read") {
  Mailbox mailbox;
  mailbox.add(message(1, "ann", {Kind::role, "nurse"}, {"ben", "cid"}));
  mailbox.add(message(2, "ben", {Kind::person, "ann"}, {"ann"}));
  CHECK(mailbox.find(1, "ann"));
  CHECK(mailbox.find(1, "ben"));
  CHECK(mailbox.find(2, "cid") == nullptr);
  CHECK(mailbox.find(3, "ann") == nullptr);
  CHECK(mailbox.unread("ben") == 1);
  CHECK(mailbox.unread("ann") == 1);
  mailbox.mark_read(1, "ben", Instant{5s});
  CHECK(mailbox.unread("ben") == 0);
  CHECK(mailbox.unread("cid") == 1);
  const auto of_ben = mailbox.of("ben", 0, 10);
  REQUIRE(of_ben.size() == 2);
  CHECK(of_ben[0]->number == 2);
  CHECK(mailbox.of("ben", 2, 10).size() == 1);
  CHECK(mailbox.of("ben", 0, 1).size() == 1);
  CHECK(mailbox.of("nobody", 0, 10).empty());
}

TEST_CASE("the oldest go when there are too many, with all that pointed at them") {
  Mailbox mailbox;
  for (std::int64_t number = 1; number <= 3; ++number) mailbox.add(message(number, "ann", {Kind::desk, "room-1"}, {"ben"}));
  CHECK(mailbox.to_drop(4).empty());
  CHECK(mailbox.to_drop(3) == std::vector<std::int64_t>{1});
  CHECK(mailbox.to_drop(2) == std::vector<std::int64_t>{1, 2});
  mailbox.remove(1);
  CHECK(mailbox.size() == 2);
  CHECK(mailbox.unread("ben") == 2);
  CHECK(mailbox.of("ann", 0, 10).size() == 2);
  CHECK(mailbox.waiting_at("room-1", "cid") == std::vector<std::int64_t>{2, 3});
  CHECK(mailbox.next_number() == 4);
}

TEST_CASE("what nobody at a desk has read waits for whoever sits down next") {
  Mailbox mailbox;
  mailbox.add(message(1, "ann", {Kind::desk, "room-1"}, {}));
  mailbox.add(message(2, "ann", {Kind::desk, "room-1"}, {"ben"}));
  mailbox.add(message(3, "ann", {Kind::desk, "room-2"}, {}));
  mailbox.mark_read(2, "ben", Instant{});
  CHECK(mailbox.waiting_at("room-1", "cid") == std::vector<std::int64_t>{1});
  CHECK(mailbox.waiting_at("room-1", "ann").empty());
  mailbox.add_reader(1, "cid");
  CHECK(mailbox.waiting_at("room-1", "cid").empty());
  CHECK(mailbox.unread("cid") == 1);
  mailbox.sit("cid", "room-1");
  mailbox.sit("dan", "room-1");
  CHECK(mailbox.at_desk("room-1") == std::vector<std::string>{"cid", "dan"});
  mailbox.sit("cid", "room-2");
  mailbox.rise("dan");
  CHECK(mailbox.at_desk("room-1").empty());
  CHECK(mailbox.seat_of("cid") == "room-2");
}
