"""The columns of each kind as the first version had them: a record of the past, never edited."""

KIND_TABLES = {
    "territory": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory_code TEXT, name TEXT, territory_type TEXT, "
        "commune_codes TEXT, commune_names TEXT, epci TEXT, contract_code TEXT, population "
        "INTEGER, population_year INTEGER, latitude FLOAT, longitude FLOAT, valid_from TEXT, "
        "valid_until TEXT, extra TEXT"
    ),
    "contract": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, contract_code TEXT, name TEXT, geo_code TEXT, departement "
        "TEXT, population_in_qpv INTEGER, latitude FLOAT, longitude FLOAT, signed_on TEXT, "
        "ends_on TEXT, midterm_evaluation_on TEXT, extra TEXT"
    ),
    "organisation": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, name TEXT, acronym TEXT, organisation_type TEXT, siret "
        "TEXT, rna TEXT, local_register TEXT, approvals TEXT, public_interest INTEGER, "
        "federation TEXT, republican_commitment_on TEXT, purpose TEXT, scope TEXT, themes TEXT, "
        "intervention_territories TEXT, contract_codes TEXT, street TEXT, postal_code TEXT, "
        "commune_code TEXT, commune_name TEXT, departement TEXT, means_year INTEGER, volunteers "
        "INTEGER, employees INTEGER, full_time_equivalents FLOAT, civic_volunteers INTEGER, "
        "members INTEGER, mediator_posts INTEGER, fonjep_posts INTEGER, link_to_team TEXT, "
        "autonomy TEXT, can_help_with TEXT, internal_note TEXT, extra TEXT"
    ),
    "contact": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, last_name TEXT, first_name TEXT, civility TEXT, role "
        "TEXT, organisation TEXT, partner TEXT, job_title TEXT, email TEXT, phone TEXT, "
        "do_not_contact INTEGER, informed_on TEXT, last_exchange_on TEXT, purge_on TEXT, extra "
        "TEXT"
    ),
    "partner": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, name TEXT, service TEXT, echelon TEXT, domains TEXT, "
        "referent TEXT, contract_signatory INTEGER, territories TEXT, alliance_level TEXT, "
        "alliance_history TEXT, alliance_next_step TEXT, dispositifs TEXT, ordinary_means TEXT, "
        "internal_note TEXT, extra TEXT"
    ),
    "visit": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, visited_on TEXT, organisation TEXT, "
        "visit_type TEXT, facts TEXT, alert TEXT, time TEXT, duration_minutes INTEGER, mode "
        "TEXT, action TEXT, idea TEXT, place TEXT, people_present TEXT, purpose TEXT, "
        "what_works TEXT, difficulties TEXT, verbatims TEXT, action_progress TEXT, mood "
        "INTEGER, support_needs TEXT, support_given TEXT, next_step TEXT, next_visit_on TEXT, "
        "audience TEXT, internal_note TEXT, private_note TEXT, extra TEXT"
    ),
    "idea": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, title TEXT, summary TEXT, origin_of_idea "
        "TEXT, theme TEXT, local_axis TEXT, other_territories TEXT, heard_on TEXT, born_of "
        "TEXT, need TEXT, carriers_count INTEGER, audiences TEXT, stage TEXT, stage_history "
        "TEXT, complexity TEXT, nature TEXT, support_mode TEXT, time_span TEXT, "
        "presumed_carrier TEXT, missing TEXT, partners TEXT, estimated_budget INTEGER, "
        "next_step TEXT, next_step_on TEXT, decision TEXT, told_residents_on TEXT, "
        "internal_note TEXT, private_note TEXT, extra TEXT"
    ),
    "evaluation": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, evaluated_on TEXT, form TEXT, title TEXT, "
        "about TEXT, by_role TEXT, theme TEXT, collected_by TEXT, consent TEXT, anonymised "
        "INTEGER, period_from TEXT, period_to TEXT, learning TEXT, decided TEXT, decisions "
        "TEXT, internal_note TEXT, private_note TEXT, change_domain TEXT, before TEXT, story "
        "TEXT, after TEXT, why_it_matters TEXT, selections TEXT, who_changed TEXT, what_changed "
        "TEXT, changed_when TEXT, changed_where TEXT, change_type TEXT, reach TEXT, "
        "contribution TEXT, expected INTEGER, direction TEXT, evidence TEXT, confirmed_by TEXT, "
        "strength TEXT, quote TEXT, quote_context TEXT, tone TEXT, prompt TEXT, narrative TEXT, "
        "triads TEXT, sliders TEXT, recurrence TEXT, who_should_hear TEXT, scores TEXT, "
        "expected_results TEXT, achieved TEXT, surprises TEXT, learned TEXT, to_change TEXT, "
        "audience TEXT, indicators TEXT, extra TEXT"
    ),
    "observation": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, observed_on TEXT, nature TEXT, theme "
        "TEXT, facts TEXT, collection TEXT, observer TEXT, walk TEXT, moment TEXT, place TEXT, "
        "known_place TEXT, place_type TEXT, tfpb_axis TEXT, feeling TEXT, intensity INTEGER, "
        "verbatims TEXT, proposal TEXT, how_often TEXT, since TEXT, audiences TEXT, "
        "told_by_count INTEGER, severity INTEGER, same_as TEXT, responsible TEXT, follow_up "
        "TEXT, forwarded_on TEXT, closed_on TEXT, returned_on TEXT, return_comment TEXT, "
        "internal_note TEXT, extra TEXT"
    ),
    "walk": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, walked_on TEXT, route TEXT, walk_type "
        "TEXT, participants TEXT, weather TEXT, duration_minutes INTEGER, strengths TEXT, "
        "weaknesses TEXT, proposals TEXT, partners_to_inform TEXT, report_sent_on TEXT, "
        "internal_note TEXT, extra TEXT"
    ),
    "observer": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, observer_code TEXT, age_band TEXT, since "
        "TEXT, until TEXT, agreement_on TEXT, extra TEXT"
    ),
    "workshop": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, title TEXT, held_on TEXT, theme TEXT, "
        "place TEXT, duration_minutes INTEGER, organisations TEXT, participants_count INTEGER, "
        "competences TEXT, what_we_did TEXT, ideas TEXT, autonomy TEXT, learned TEXT, next_step "
        "TEXT, internal_note TEXT, extra TEXT"
    ),
    "action": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, title TEXT, organisation TEXT, year "
        "INTEGER, dauphin_reference TEXT, internal_reference TEXT, dispositif TEXT, theme TEXT, "
        "local_axis TEXT, tfpb_axis TEXT, idea TEXT, status TEXT, objectives TEXT, description "
        "TEXT, recurrence TEXT, starts_on TEXT, ends_on TEXT, places TEXT, neighbourhoods TEXT, "
        "qpv_share INTEGER, audience TEXT, planned_cost INTEGER, actual_cost INTEGER, budget "
        "TEXT, budget_final INTEGER, progress TEXT, indicators TEXT, objectives_met TEXT, "
        "results TEXT, report_received_on TEXT, report_due_on TEXT, "
        "financial_report_received_on TEXT, internal_note TEXT, extra TEXT"
    ),
    "funding": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, action TEXT, organisation TEXT, funder TEXT, funder_type "
        "TEXT, year INTEGER, status TEXT, requested INTEGER, proposed INTEGER, granted INTEGER, "
        "paid INTEGER, purpose TEXT, aid_form TEXT, frequency TEXT, period TEXT, first_year "
        "INTEGER, last_year INTEGER, agreement TEXT, ordinary_law INTEGER, decided_on TEXT, "
        "decision_reference TEXT, commitment_number TEXT, agreement_signed_on TEXT, "
        "payment_terms TEXT, payment_from TEXT, payment_to TEXT, internal_note TEXT, extra TEXT"
    ),
    "agreement": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, title TEXT, organisation TEXT, funders "
        "TEXT, first_year INTEGER, last_year INTEGER, signed_on TEXT, objectives TEXT, amounts "
        "TEXT, evaluation_due_on TEXT, actions TEXT, internal_note TEXT, extra TEXT"
    ),
    "meeting": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, meeting_type TEXT, held_on TEXT, title "
        "TEXT, dispositifs TEXT, contract TEXT, format TEXT, place TEXT, questions TEXT, agenda "
        "TEXT, field_material TEXT, attendance TEXT, residents_present INTEGER, "
        "usage_speaking_minutes INTEGER, restitution TEXT, learned TEXT, minutes_sent_on TEXT, "
        "internal_note TEXT, extra TEXT"
    ),
    "decision": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, title TEXT, nature TEXT, meeting TEXT, "
        "decided_on TEXT, reason TEXT, concerns TEXT, owner TEXT, due_on TEXT, state TEXT, "
        "communicated_to TEXT, communicated_on TEXT, internal_note TEXT, extra TEXT"
    ),
    "commitment": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, territory TEXT, title TEXT, partners TEXT, shared_stake "
        "TEXT, theme TEXT, state TEXT, due_on TEXT, our_part TEXT, their_part TEXT, means TEXT, "
        "steps TEXT, indicator TEXT, evidence TEXT, last_review_on TEXT, next_review_on TEXT, "
        "internal_note TEXT, extra TEXT"
    ),
    "task": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, what TEXT, who TEXT, due_on TEXT, priority TEXT, state "
        "TEXT, about TEXT, done_on TEXT, note TEXT, extra TEXT"
    ),
    "attachment": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, file_name TEXT, attachment_type TEXT, caption TEXT, about "
        "TEXT, taken_on TEXT, recognisable_people TEXT, permission TEXT, permission_until TEXT, "
        "exif_removed INTEGER, sha256 TEXT, media_type TEXT, size_bytes INTEGER, extra TEXT"
    ),
    "rights_request": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, request_type TEXT, received_on TEXT, person TEXT, contact "
        "TEXT, details TEXT, due_on TEXT, state TEXT, identity_checked_on TEXT, done_on TEXT, "
        "answer TEXT, told_dpo_on TEXT, extra TEXT"
    ),
    "list_entry": (
        "code TEXT, review_state TEXT, reviewed_by TEXT, reviewed_on TEXT, review_comment TEXT, "
        "diffusion TEXT, origin TEXT, list_name TEXT, vintage TEXT, entry_code TEXT, "
        "entry_label TEXT, parent TEXT, position INTEGER, active INTEGER, extra TEXT"
    ),
}

INDEXES = {
    "territory": "name territory_code",
    "contract": "contract_code",
    "organisation": "name siret",
    "contact": "last_name organisation partner",
    "partner": "name referent",
    "visit": "visited_on territory organisation action idea",
    "idea": "territory born_of presumed_carrier decision",
    "evaluation": "evaluated_on territory about",
    "observation": "observed_on territory observer walk same_as responsible",
    "walk": "walked_on territory",
    "observer": "observer_code territory",
    "workshop": "held_on territory",
    "action": "year dauphin_reference territory organisation idea",
    "funding": "year action organisation funder agreement",
    "agreement": "first_year territory organisation",
    "meeting": "held_on territory contract",
    "decision": "territory meeting",
    "commitment": "due_on territory",
    "task": "due_on about",
    "attachment": "about permission",
    "rights_request": "due_on contact",
    "list_entry": "list_name",
}
