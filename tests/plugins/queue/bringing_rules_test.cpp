// A number that a kiosk brings, held against its mark, and how old it is taken to be: decided in a hall without a host.

#include <vestibule/queue_call_code.hpp>

#include "morning.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using namespace std::chrono_literals;

namespace {

struct Bringing : sample::Morning {
  using Morning::Morning;
  BringToken token(const char* number, int counter, const char* id = "0000000000001") const {
    BringToken brought;
    brought.asked = asked("first");
    brought.asked.token = TokenId{id};
    brought.number = number;
    brought.counter = counter;
    brought.issued_at = doing.at;
    return brought;
  }
  Result<Change> bring(const BringToken& brought, int mark = 2) { return bring_token(hall, doing, brought, mark); }
  Code refusal(const BringToken& brought, int mark = 2) {
    const auto change = bring(brought, mark);
    REQUIRE_FALSE(change);
    return change.error().code;
  }
  Token taken(const BringToken& brought) {
    const auto change = bring(brought);
    REQUIRE_MESSAGE(change, (change ? "" : change.error().message));
    return change->token->after;
  }
};

}  // namespace

TEST_CASE("a kiosk's number is one or two letters, its mark and its counter, and nothing else") {
  Bringing house;
  CHECK(house.bring(house.token("F2-014", 14)));
  CHECK(house.bring(house.token("FF2-014", 14)));
  struct Wrong {
    const char* number;
    int counter;
  };
  for (const auto& wrong : {Wrong{"2-014", 14}, {"", 14}, {"FFF2-014", 14}, {"F2-014", 15}, {"F3-014", 14}, {"F2-14", 14}, {"F2-000", 0}, {"F2--01", -1},
                            {"F2-1000000", 1'000'000}}) {
    CAPTURE(wrong.number);
    CHECK(house.refusal(house.token(wrong.number, wrong.counter)) == Code::conflict);
  }
  CHECK(house.bring(house.token("F12345-1234", 1234), 12345));
  CHECK(house.refusal(house.token("F123456-1234", 1234), 123456) == Code::conflict);  // longer than a number may be
}

TEST_CASE("a kiosk's call code has its mark behind it") {
  Bringing house;
  std::string code = "KKKKA";
  while (!is_call_code(code)) ++code.back();
  auto brought = house.token("F2-014", 14);
  brought.call_code = code + "-2";
  house.given(house.asked("first"));  // somebody else waits
  const Token token = house.taken(brought);
  CHECK(token.call_code() == code + "-2");
  CHECK(token.number.view() == "F2-014");
  for (const auto& wrong : {code, code + "-3", std::string("KKKK0-2"), code.substr(1) + "-2", std::string()}) {
    CAPTURE(wrong);
    brought.call_code = wrong;
    CHECK(house.refusal(brought) == Code::conflict);
  }
}

TEST_CASE("without an open day, an id of the kiosk's own or a service nothing is taken, and no number twice") {
  Bringing night(false);
  CHECK(night.refusal(night.token("F2-014", 14)) == Code::unavailable);
  Bringing house;
  auto brought = house.token("F2-014", 14);
  brought.asked.token.reset();
  CHECK(house.refusal(brought) == Code::invalid);
  brought.asked.token = TokenId{"short"};
  CHECK(house.refusal(brought) == Code::invalid);
  brought = house.token("F2-014", 14);
  brought.asked.service = ServiceId{"nowhere"};
  CHECK(house.refusal(brought) == Code::not_found);
  house.hall.apply(*house.bring(house.token("F2-014", 14)));
  CHECK(house.refusal(house.token("F2-014", 14, "0000000000002")) == Code::conflict);
  CHECK(house.bring(house.token("F2-015", 15, "0000000000002")));
  CHECK(house.taken(house.token("F2-014", 14)).serial == 1);  // brought again, it is the same one
}

TEST_CASE("how long ago it was: by the wall if the two clocks can agree, otherwise what the kiosk measured") {
  Bringing house;
  const auto age = [&](Duration by_wall, int measured) {
    auto brought = house.token("F2-014", 14);
    brought.issued_at = house.doing.at - by_wall;
    brought.seconds_ago = measured;
    const Token token = house.taken(brought);
    CHECK(token.issued_at == house.doing.at - token.credit);
    return token.credit;
  };
  CHECK(age(15min, 600) == 15min);
  CHECK(age(5min, 600) == 10min);
  CHECK(age(13h, 600) == 10min);
  CHECK(age(0min, -5) == 0min);
  CHECK(age(0min, 30 * 24 * 3600) == 7 * 24h);
}

TEST_CASE("what the patient chose is kept as far as the hospital has it, and loses nobody the place") {
  Bringing house;
  auto brought = house.token("F2-014", 14);
  brought.asked.priority = "red";
  brought.asked.language = "en";
  CHECK(house.taken(brought).priority->id == "red");
  CHECK(*house.taken(brought).language == "en");
  brought.asked.priority = "purple";
  brought.asked.language = "tlh";
  CHECK(house.taken(brought).priority->id == "green");
  CHECK(house.taken(brought).language == nullptr);
}
