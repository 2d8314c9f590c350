#pragma once
// Records behind a policy: whoever asks says as whom.

#include "house.hpp"

namespace vestibule::records {

/// Records with a doorman (doorman/README.md).
struct Guarded {
  explicit Guarded(kit::TestHostOptions options = with_doorman()) : house(std::make_unique<House>(std::move(options))) {
    ana = registered("Ana");
    luis = registered("Luis");
    OpenVisit open;
    open.patient = luis;
    open.department = "surgery";
    open.doctor = "dr-1";
    visit = done<VisitWritten>("clerk", "carla", "records.open_visit", open)->visit;
  }

  template <class Reply, class Request>
  Result<Reply> done(const std::string& role, const std::string& who, const std::string& name, const Request& request) {
    Result<json::value> got = fail(Code::internal, "no answer came");
    house->host->submit({{who, role, "desk 1"}, name, fmt::format("g-{}", ++requests), encode(request), [&](auto answer) { got = std::move(answer); }});
    house->loop.run_posted();
    VESTIBULE_TRY(const auto reply, got);
    return decode<Reply>(reply);
  }
  template <class Reply, class Request>
  Result<Reply> asked(const std::string& role, const std::string& who, const std::string& name, const Request& request) {
    Result<json::value> got = fail(Code::internal, "no answer came");
    house->host->ask({who, role, "desk 1"}, name, encode(request), [&](auto answer) { got = std::move(answer); });
    house->loop.run_posted();
    VESTIBULE_TRY(const auto reply, got);
    return decode<Reply>(reply);
  }
  PatientId registered(const std::string& given) {
    const auto answer = done<Registered>("clerk", "carla", "records.register", Register{sample::person("García", given, "1980-02-01"), {}});
    REQUIRE_MESSAGE(answer, answer.error().message);
    return answer->patient;
  }
  std::vector<PatientId> named(const std::string& role, const std::string& who) {
    Search search;
    search.name = Text{"garcia"};
    const auto found = asked<Found>(role, who, "records.search", search);
    REQUIRE_MESSAGE(found, found.error().message);
    std::vector<PatientId> ids;
    for (const auto& one : found->patients) ids.push_back(one.patient);
    return ids;
  }

  std::unique_ptr<House> house;
  PatientId ana, luis;
  VisitId visit;
  int requests = 0;
};

}  // namespace vestibule::records
