#include <doctest/doctest.h>

#include "session_book.hpp"

using namespace vestibule;
using namespace vestibule::identity;
using namespace std::chrono_literals;

namespace {

const Steady start{Duration{5000}};

SignIn session(std::string id, std::string person, Steady now = start) {
  SignIn made;
  made.hash = "hash of " + id;
  made.id = std::move(id);
  made.person = std::move(person);
  made.begun = made.used = made.proven = now;
  return made;
}

}  // namespace

TEST_CASE("a session that is not used ends, one that is used goes on") {
  SessionBook book({15min, 12h, 16});
  book.begin(session("a", "anna"));
  for (Steady now = start; now < start + 2h; now += 14min) CHECK(book.use("hash of a", now));
  CHECK(!book.use("hash of a", start + 3h));
}

TEST_CASE("looking is no use") {
  SessionBook book({15min, 12h, 16});
  book.begin(session("a", "anna"));
  for (Steady now = start; now < start + 15min; now += 1min) CHECK(book.look("hash of a", now));
  CHECK(!book.look("hash of a", start + 15min));
}

TEST_CASE("no session outlives its day, however busy") {
  SessionBook book({15min, 12h, 16});
  book.begin(session("a", "anna"));
  Steady now = start;
  for (; now < start + 12h; now += 10min) CHECK(book.use("hash of a", now));
  CHECK(!book.use("hash of a", now));
  CHECK(book.over(now) == std::vector<std::string>{"a"});
}

TEST_CASE("the session unused longest gives way to one too many") {
  SessionBook book({15min, 12h, 3});
  book.begin(session("a", "anna"));
  book.begin(session("b", "anna"));
  book.begin(session("c", "anna"));
  book.begin(session("z", "zoe"));
  CHECK(book.use("hash of a", start + 1s));
  CHECK(book.begin(session("d", "anna", start + 2s)) == std::vector<std::string>{"b"});
  CHECK(book.of_person("anna").size() == 3);
  CHECK(book.look("hash of z", start + 2s));
}

TEST_CASE("what has ended is gone under both its names") {
  SessionBook book({});
  book.begin(session("a", "anna"));
  CHECK(book.with_id("a", start));
  book.end("a");
  book.end("a");
  CHECK(!book.with_id("a", start));
  CHECK(!book.look("hash of a", start));
  CHECK(book.size() == 0);
}
