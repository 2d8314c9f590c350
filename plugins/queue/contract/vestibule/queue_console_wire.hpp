#pragma once
// What consoles in a browser ask beside desk commands: the site, tokens wherever they are; and what a ticket's holder may do.

#include "vestibule/queue_reception_wire.hpp"

namespace vestibule::queue {

// ---- query queue.site: what stands in the hospital's file, for staff

struct SiteAsked {};
BOOST_DESCRIBE_STRUCT(SiteAsked, (), ())

struct SiteArea {
  AreaId area;
  Texts name;
};
BOOST_DESCRIBE_STRUCT(SiteArea, (), (area, name))

struct SiteClass {
  std::string priority;
  Texts name;
  std::optional<int> target_minutes;
  double rate = 1;
};
BOOST_DESCRIBE_STRUCT(SiteClass, (), (priority, name, target_minutes, rate))

struct SiteScale {
  std::string scale;
  std::string ordinary;            ///< the class of whoever says nothing
  std::vector<SiteClass> classes;  ///< the most urgent first
};
BOOST_DESCRIBE_STRUCT(SiteScale, (), (scale, ordinary, classes))

struct SiteService {
  ServiceId service;
  std::string letter;
  Texts name;
  AreaId area;
  std::string scale;
  bool appointments = false;
};
BOOST_DESCRIBE_STRUCT(SiteService, (), (service, letter, name, area, scale, appointments))

struct SiteDesk {
  DeskId desk;
  Texts name;
  AreaId area;
  std::vector<ServiceId> services;
};
BOOST_DESCRIBE_STRUCT(SiteDesk, (), (desk, name, area, services))

struct SitePathway {
  PathwayId pathway;
  Texts name;
  std::vector<std::vector<ServiceId>> stages;
};
BOOST_DESCRIBE_STRUCT(SitePathway, (), (pathway, name, stages))

struct SiteKiosk {
  std::string kiosk;
  Texts name;
  AreaId area;
};
BOOST_DESCRIBE_STRUCT(SiteKiosk, (), (kiosk, name, area))

struct SiteOutcome {
  std::string outcome;
  Texts name;
};
BOOST_DESCRIBE_STRUCT(SiteOutcome, (), (outcome, name))

struct SiteView {
  Texts name;
  std::vector<std::string> languages;  ///< the site's own first
  std::vector<SiteArea> areas;
  std::vector<SiteScale> scales;
  std::vector<SiteService> services;
  std::vector<SiteDesk> desks;
  std::vector<SitePathway> pathways;
  std::vector<SiteKiosk> kiosks;
  std::optional<std::vector<SiteOutcome>> outcomes;  ///< how a visit may end; absent: the file does not say
};
BOOST_DESCRIBE_STRUCT(SiteView, (), (name, languages, areas, scales, services, desks, pathways, kiosks, outcomes))

// ---- query queue.find_tokens: today's tokens wherever they are, the newest first

struct FindTokens {
  std::optional<std::string> text;        ///< the beginning of a number or call code; small letters or large
  std::optional<std::vector<State>> states;
  std::optional<ServiceId> service;
  std::optional<bool> overdue;            ///< true: only those who wait past what they were promised
  std::optional<int> limit;               ///< 1 to 500; absent: 50
};
BOOST_DESCRIBE_STRUCT(FindTokens, (), (text, states, service, overdue, limit))

struct FoundTokens {
  int total = 0;                          ///< that fit, told or not
  std::vector<TokenView> tokens;
};
BOOST_DESCRIBE_STRUCT(FoundTokens, (), (total, tokens))

// ---- commands of whoever holds a ticket; each answers with its TicketStatus. The secret is not kept in the journal.

/// queue.come_later: the place is kept, and the wait goes on counting from here when it is back.
struct ComeLater {
  Private<std::string> secret;
  int minutes = 0;  ///< 5 to 120
};
BOOST_DESCRIBE_STRUCT(ComeLater, (), (secret, minutes))

/// queue.come_now: back earlier than that.
struct ComeNow { Private<std::string> secret; };
BOOST_DESCRIBE_STRUCT(ComeNow, (), (secret))

/// queue.give_up: the place is given up; there is no way back.
struct GiveUp { Private<std::string> secret; };
BOOST_DESCRIBE_STRUCT(GiveUp, (), (secret))

}  // namespace vestibule::queue
