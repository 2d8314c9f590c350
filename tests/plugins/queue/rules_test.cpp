// Who gets which number, decided in a hall without a host: what is rare in a day, and what is refused with its sentence.

#include <doctest/doctest.h>

#include "morning.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using sample::Morning;

TEST_CASE("when nearly all call codes are in use the wish is refused, not given a code twice") {
  Morning morning;
  auto wish = morning.asked("secret");
  wish.token = TokenId{"0000000000001"};
  CHECK(morning.given(wish).code.text() == "FFFFF");
  wish.token = TokenId{"0000000000002"};
  CHECK(morning.refused(Code::unavailable, wish) == "nearly all call codes are in use; finish or cancel some tokens");
  CHECK(morning.hall.last_number(*morning.hospital->service(ServiceId{"secret"})) == 1);
}

TEST_CASE("an id is 13 of its letters, and given once") {
  Morning morning;
  auto wish = morning.asked("first");
  for (const std::string bad : {"", "000000000000", "00000000000001", "000000000000i", "000000000000 ", "000000000000\xc3"}) {
    CAPTURE(bad);
    wish.token = TokenId{bad};
    CHECK(morning.refused(Code::invalid, wish).starts_with("token must be 13 of "));
  }
  wish.token.reset();
  CHECK(morning.given(wish).short_id.view() == "0000000000000");
  CHECK(morning.refused(Code::unavailable, wish) == "the token's id came out twice; try again");  // chance is stuck
}

TEST_CASE("what the hospital does not have is named") {
  Morning morning;
  auto wish = morning.asked("first");
  wish.priority = "purple";
  CHECK(morning.refused(Code::invalid, wish) == "service 'first' has no priority 'purple'");
  wish = morning.asked("first");
  wish.language = "tlh";
  CHECK(morning.refused(Code::invalid, wish) == "the site has no language 'tlh'; it has en");
  wish = morning.asked("first");
  wish.pathway = PathwayId{"square"};
  CHECK(morning.refused(Code::not_found, wish) == "there is no pathway 'square'");
  wish = morning.asked("credit");
  wish.pathway = PathwayId{"round"};
  CHECK(morning.refused(Code::invalid, wish) == "pathway 'round' does not begin with service 'credit'");
  wish = morning.asked("nowhere");
  CHECK(morning.refused(Code::not_found, wish).find("'nowhere'") != std::string::npos);
  wish = morning.asked("first");
  wish.reason = std::string(301, 'x');
  CHECK(morning.refused(Code::invalid, wish).find("reason") != std::string::npos);
}

TEST_CASE("a pathway begins with any service of its first stage, and the others are left") {
  Morning morning;
  auto wish = morning.asked("strict");
  wish.pathway = PathwayId{"round"};
  const Token token = morning.given(wish);
  CHECK(token.pathway->id == PathwayId{"round"});
  CHECK(token.stage_left == 1);
}

TEST_CASE("an appointment counts from its time inside its window, and from now outside") {
  Morning morning;
  const auto credit = [&](std::chrono::minutes late) {
    auto wish = morning.asked("credit");
    wish.booked = morning.doing.at - late;
    const auto change = issue_token(morning.hall, morning.doing, wish, morning.chance);
    REQUIRE(change);
    return std::chrono::duration_cast<std::chrono::minutes>(change->token->after.credit).count();
  };
  CHECK(credit(std::chrono::minutes{0}) == 0);
  CHECK(credit(std::chrono::minutes{10}) == 10);
  CHECK(credit(std::chrono::minutes{11}) == 0);
  CHECK(credit(std::chrono::minutes{-30}) == -30);
  CHECK(credit(std::chrono::minutes{-31}) == 0);
}

TEST_CASE("before the day and on a special day nobody gets a number, unless somebody says why") {
  Morning night(false);
  CHECK(night.refused(Code::conflict, night.asked("first")).starts_with("the day is not open"));
  const auto closed_now = closed(night.hall, *night.hospital->service(ServiceId{"first"}), night.doing.at);
  REQUIRE(closed_now);
  CHECK(closed_now->because == ClosedBecause::day);
  IssueAnyway anyway;
  anyway.token = night.asked("first");
  CHECK(issue_anyway(night.hall, night.doing, anyway, night.chance).error().message.find("reason") != std::string::npos);
  anyway.reason = "brought by ambulance";
  CHECK(issue_anyway(night.hall, night.doing, anyway, night.chance).error().code == Code::conflict);

  Morning christmas;
  christmas.doing.at = *instant_from_iso("2026-12-25T08:00:00Z");
  CHECK(christmas.refused(Code::conflict, christmas.asked("first")).starts_with("service 'first' keeps other hours today"));
  CHECK(christmas.given(christmas.asked("strict")).number.view() == "S001");
  anyway.token.token = TokenId{"0000000000001"};
  const auto given = issue_anyway(christmas.hall, christmas.doing, anyway, christmas.chance);
  REQUIRE(given);
  CHECK(given->reason == "brought by ambulance");
  anyway.token.reason = "their own words";
  CHECK(issue_anyway(christmas.hall, christmas.doing, anyway, christmas.chance)->reason == "their own words");
}

TEST_CASE("a service that does not open again within two weeks is closed without a promise") {
  std::string days;
  for (int day = 23; day <= 30; ++day) days += fmt::format("[[special_day]]\ndate = \"2026-11-{}\"\nservices = [\"strict\"]\n", day);
  for (int day = 1; day <= 10; ++day) days += fmt::format("[[special_day]]\ndate = \"2026-12-{:02}\"\nservices = [\"strict\"]\n", day);
  Morning morning(true, sample::rules_text + days);
  CHECK(morning.refused(Code::conflict, morning.asked("strict")) == "service 'strict' keeps other hours today");
  IssueAnyway anyway;
  anyway.reason = "brought by ambulance";
  anyway.token = morning.asked("nowhere");
  CHECK(issue_anyway(morning.hall, morning.doing, anyway, morning.chance).error().code == Code::not_found);
}
