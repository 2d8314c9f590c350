#pragma once
// A hall without a host on one morning: for the rules that a day seldom meets.

#include "rules.hpp"
#include "sample.hpp"

namespace vestibule::queue::sample {

/// Draws the same for ever.
struct Stuck final : RandomStream {
  std::uint64_t next() override { return 0; }
};

inline const std::string rules_text = std::string(hospital_text) + R"(
[[service]]
id = "secret"
letter = "X"
name = { en = "Secret" }
area = "hall"
scale = "triage"
codes = "private"
[[pathway]]
id = "round"
name = { en = "Round" }
stages = [["first", "strict"], "credit"]
[[special_day]]
date = "2026-12-25"
services = ["first"]
)";

struct Morning {
  std::string file = rules_text;
  std::unique_ptr<const Hospital> hospital = *read_hospital(file, "rules.toml");
  Hall hall{*hospital};
  Stuck chance;
  Doing doing{"anna", *instant_from_iso("2026-11-23T08:00:00Z"), Moment{std::chrono::hours{8}}};

  explicit Morning(bool open = true, std::string hospital_file = rules_text) : file(std::move(hospital_file)) {
    if (open) hall.open_day({std::chrono::year{2026} / 11 / 23, doing.at, std::nullopt});
  }
  IssueToken asked(const char* service) const {
    IssueToken wish;
    wish.service = ServiceId{service};
    return wish;
  }
  std::string refused(Code code, const IssueToken& wish) {
    const auto change = issue_token(hall, doing, wish, chance);
    REQUIRE_FALSE(change);
    CHECK(change.error().code == code);
    return change.error().message;
  }
  Token given(const IssueToken& wish) {
    const auto change = issue_token(hall, doing, wish, chance);
    REQUIRE_MESSAGE(change, (change ? "" : change.error().message));
    hall.apply(*change);
    return change->token->after;
  }
};

}  // namespace vestibule::queue::sample
