// Who is called, decided in a hall without a host: why one goes before another who came earlier, when it seldom happens.

#include "morning.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using std::chrono::minutes;

namespace {

struct Calling : sample::Morning {
  explicit Calling(bool open = true) : Morning(open) {
    if (open) done(open_desk(hall, doing, {DeskId{"one"}}));
  }
  Change done(Result<Change> change) {
    REQUIRE_MESSAGE(change, (change ? "" : change.error().message));
    hall.apply(*change);
    return *change;
  }
  TokenId issue(const char* id, std::optional<minutes> booked_in = {}) {
    IssueToken wish = asked("credit");
    wish.token = TokenId{id};
    if (booked_in) wish.booked = doing.at + *booked_in;
    return given(wish).id();
  }
  void pass(minutes span) {
    doing.at += span;
    doing.now += span;
  }
  Why next() { return *done(call_next(hall, doing, {DeskId{"one"}})).desk->after.why; }
};

}  // namespace

TEST_CASE("who walks in goes before an appointment that is not due, and the appointment is the cause") {
  Calling day;
  day.issue("0000000000001", minutes{25});
  day.pass(minutes{5});
  const TokenId walked_in = day.issue("0000000000002");
  const Why why = day.next();
  CHECK(day.hall.desk(*day.hospital->desk(DeskId{"one"})).token == walked_in);
  CHECK(why.cause == Cause::appointment);
  REQUIRE(why.passed.size() == 1);
  CHECK(why.passed[0].count == 1);
}

TEST_CASE("of two with the same credit to the millisecond the one who was here first goes first, as one who returned") {
  Calling day;
  const TokenId first = day.issue("0000000000001");
  day.pass(minutes{10});
  Park later;
  later.token = first;
  later.minutes = 60;
  day.done(park(day.hall, day.doing, later));
  day.pass(minutes{10});
  day.issue("0000000000002");
  day.pass(minutes{10});
  day.done(return_token(day.hall, day.doing, {first}));
  day.pass(minutes{1});
  const Why why = day.next();
  CHECK(day.hall.desk(*day.hospital->desk(DeskId{"one"})).token == first);
  CHECK(why.cause == Cause::returned);
  REQUIRE(why.passed.size() == 1);
}

TEST_CASE("nobody is called before the day is open, nor at a desk that is not there") {
  Calling night(false);
  CHECK(call_next(night.hall, night.doing, {DeskId{"one"}}).error().message.starts_with("the day is not open"));
  Calling day;
  const TokenId token = day.issue("0000000000001");
  CHECK(call_token(day.hall, day.doing, {DeskId{"attic"}, token, "feels faint"}).error().code == Code::not_found);
  CHECK(recall(day.hall, day.doing, {DeskId{"attic"}}).error().code == Code::not_found);
}
