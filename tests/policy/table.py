"""The policy table: what each of the cast gets at every address and from every operation.

A new page is one line here. The columns are, in the order of `CAST`: the visitor, a citizen, an agent (a citizen acting
for an enterprise), an official of the bureau in question, an official of the wrong county, the system officer of that
county, and the system, security and audit officers of the whole node.

302 leads to the sign-in page, 401 asks programs for the same, 404 hides what may not be seen, 403 refuses what may.
422 and 409 mean that the rights were there, or that the request spoke of what its actor cannot see.
"""

from tests.policy.cast import call, get, post, public, upload
from tests.policy.things import DAY

PUBLIC = (
    # Programs that look after the node; /metrics answers this machine only
    public("healthz"),
    public("readyz", 200, 503),
    public("metrics"),
    # The public site and the design system
    public(""),
    public("organs/"),
    public("organs/<int:pk>/", pk="organ"),
    public("search/"),
    public("display/"),
    public("applications/"),
    public("assets/<slug:digest>/<str:name>", digest="digest", name="bundle"),
    public("ui/"),
    public("ui/layouts/<slug:name>/", name="layout"),
    public("ui/<slug:name>/", name="component"),
    # Getting in
    public("sign-in/code/", 302),
    public("password/forgotten/"),
    # Other systems: they show their own credentials
    public("oauth/.well-known/openid-configuration"),
    public("oauth/.well-known/oauth-authorization-server"),
    public("oauth/.well-known/jwks.json"),
    public("oauth/token/", 400, method="POST"),
    public("oauth/revoke/", 400, method="POST"),
    public("oauth/userinfo/", 401),
    # The machine API
    public("api/"),
    public("api/openapi.json"),
    public("api/evidence/chain-head", 404),  # nothing has been sealed in the world of the tests
)

TABLE = (
    # Signing in and out
    get("200 302 302 302 302 302 302 302 302", "sign-in/"),
    get("200 302 302 302 302 302 302 302 302", "sign-in/official/"),
    get("200 302 302 302 302 302 302 302 302", "register/"),
    get("302 200 200 200 200 200 200 200 200", "register/enterprise/"),
    post("302 302 302 302 302 302 302 302 302", "sign-out/"),
    get("302 400 400 400 400 400 400 400 400", "oauth/authorize/"),
    # One's own account and inbox
    get("302 200 200 200 200 200 200 200 200", "account/"),
    post("401 404 404 302 404 404 404 404 404", "account/sessions/<int:pk>/end/", pk="sign_in"),
    get("302 200 200 200 200 200 200 200 200", "account/sign-ins/"),
    get("302 200 200 200 200 200 200 200 200", "account/password/"),
    get("302 200 200 200 200 200 200 200 200", "account/second-factor/"),
    get("302 200 200 200 200 200 200 200 200", "account/agents/"),
    get("302 200 404 404 404 404 404 404 404", "account/agents/<int:pk>/new/", pk="restaurant"),
    get("302 404 404 404 404 404 404 404 404", "account/agents/<int:pk>/new/", pk="enterprise"),
    get("302 404 404 404 404 404 404 404 404", "account/agents/<int:pk>/revoke/", pk="agency"),
    get("302 200 200 200 200 200 200 200 200", "switch/"),
    get("302 200 200 200 200 200 200 200 200", "inbox/"),
    get("302 404 404 200 404 404 404 404 404", "inbox/<int:pk>/", pk="notice"),
    get("302 200 200 200 200 200 200 200 200", "inbox/preferences/"),
    get("401 200 200 200 200 200 200 200 200", "live/"),
    get("401 200 200 200 200 200 200 200 200", "live/poll/"),
    # One's own files
    get("302 200 200 200 200 200 200 200 200", "files/"),
    post("401 302 302 302 302 302 302 302 302", "files/deletion/"),
    get("302 404 404 200 404 404 404 404 404", "files/<int:pk>/", pk="file"),
    get("302 404 404 200 404 404 404 404 404", "files/<int:pk>/content/", pk="file"),
    get("302 404 404 200 404 404 404 404 404", "files/<int:pk>/pages/<int:page>/", pk="file", page="first"),
    post("401 404 404 422 404 404 404 404 404", "files/<int:pk>/versions/", pk="file"),
    get("302 403 403 403 403 403 200 403 403", "workbench/storage/"),
    get("302 403 403 403 403 403 200 403 403", "workbench/storage/allowances/<slug:kind>/", kind="holder"),
    # The workbench
    get("302 403 403 200 200 200 200 200 200", "workbench/"),
    get("302 403 403 403 403 200 200 403 403", "messages/log/"),
    # Evidence
    get("302 403 403 200 200 200 200 200 200", "workbench/evidence/"),
    get("302 403 403 404 404 404 404 404 200", "workbench/evidence/<int:pk>/", pk="record"),
    post("401 403 403 404 404 404 404 404 302", "workbench/evidence/<int:pk>/undo/", pk="record"),
    get("302 403 403 403 403 403 403 403 200", "workbench/evidence/chain/"),
    get("302 403 403 403 403 200 200 403 403", "workbench/facts/"),
    get("302 403 403 403 403 404 200 403 403", "workbench/facts/<int:pk>/", pk="delivery"),
    # Organs, units and posts
    get("302 403 403 200 200 200 200 200 200", "workbench/organs/"),
    get("302 403 403 403 403 200 200 403 403", "workbench/organs/new/"),
    get("302 403 403 403 403 200 200 403 403", "workbench/organs/import/"),
    get("302 403 403 200 404 404 200 200 200", "workbench/organs/<int:pk>/", pk="organ"),
    get("302 403 403 200 200 200 200 200 200", "workbench/organs/<int:pk>/", pk="county_organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/details/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/name/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/superior/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/merger/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/closure/", pk="organ"),
    get("302 403 403 403 403 200 200 403 403", "workbench/organs/<int:pk>/name/", pk="county_organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/units/new/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/posts/new/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/officials/new/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/organs/<int:pk>/officials/import/", pk="organ"),
    get("302 403 403 403 403 404 200 403 403", "workbench/units/<int:pk>/details/", pk="unit"),
    get("302 403 403 403 403 404 200 403 403", "workbench/units/<int:pk>/closure/", pk="unit"),
    get("302 403 403 200 404 404 200 200 200", "workbench/posts/<int:pk>/", pk="post"),
    get("302 403 403 403 403 404 200 403 403", "workbench/posts/<int:pk>/details/", pk="post"),
    get("302 403 403 403 403 404 200 403 403", "workbench/posts/<int:pk>/closure/", pk="post"),
    get("302 403 403 403 403 404 200 403 403", "workbench/posts/<int:pk>/appointments/new/", pk="post"),
    get("302 403 403 403 403 403 403 200 403", "workbench/posts/<int:pk>/grants/new/", pk="post"),
    # People, accounts and rights
    get("302 403 403 200 200 200 200 200 200", "workbench/people/"),
    get("302 403 403 200 404 404 200 200 200", "workbench/people/<int:pk>/", pk="account"),
    post("401 403 403 403 403 404 200 403 403", "workbench/people/<int:pk>/numbers/", pk="account"),
    post("401 403 403 403 403 200 200 403 403", "workbench/people/<int:pk>/numbers/", pk="county_account"),
    get("302 403 403 403 403 404 200 403 403", "workbench/people/<int:pk>/details/", pk="account"),
    get("302 403 403 403 403 404 200 403 403", "workbench/people/<int:pk>/appointments/new/", pk="account"),
    get("302 403 403 403 403 403 403 200 403", "workbench/people/<int:pk>/rights/", pk="account"),
    get("302 403 403 403 403 404 200 403 403", "workbench/appointments/<int:pk>/end/", pk="appointment"),
    get("302 403 403 403 403 200 200 200 200", "workbench/accounts/"),
    get("302 403 403 403 403 404 200 200 200", "workbench/accounts/<int:pk>/", pk="account"),
    get("302 403 403 403 403 200 200 200 200", "workbench/accounts/<int:pk>/", pk="county_account"),
    get("302 403 403 403 403 404 200 200 200", "workbench/accounts/<int:pk>/", pk="citizen_account"),
    post("401 403 403 403 403 403 403 302 403", "workbench/accounts/<int:pk>/activation/", pk="account"),
    post("401 403 403 403 403 403 403 302 403", "workbench/accounts/<int:pk>/lock/", pk="account"),
    post("401 403 403 403 403 403 403 302 403", "workbench/accounts/<int:pk>/second-factor/", pk="account"),
    get("302 403 403 403 403 404 200 403 403", "workbench/accounts/<int:pk>/disablement/", pk="account"),
    post("401 403 403 403 403 403 403 200 403", "workbench/accounts/<int:pk>/password/", pk="account"),
    post("401 403 403 403 403 403 403 200 403", "workbench/accounts/<int:pk>/password/", pk="county_account"),
    post(
        "401 403 403 403 403 404 302 403 403",
        "workbench/accounts/<int:pk>/disablement/",
        {"reason": "调离"},
        pk="account",
    ),
    post(
        "401 403 403 403 403 403 403 302 403",
        "workbench/accounts/<int:pk>/sessions/<int:sign_in>/",
        pk="account",
        sign_in="sign_in",
    ),
    get("302 403 403 403 403 403 403 200 403", "workbench/grants/<int:pk>/end/", pk="grant"),
    get("302 403 403 403 403 403 403 200 403", "workbench/access/"),
    get("302 403 403 403 403 403 403 200 403", "workbench/roles/"),
    get("302 403 403 403 403 403 403 200 403", "workbench/roles/new/"),
    get("302 403 403 403 403 403 403 200 403", "workbench/roles/<int:pk>/", pk="role"),
    get("302 403 403 403 403 403 403 200 403", "workbench/roles/<int:pk>/details/", pk="role"),
    get("302 403 403 403 403 200 200 403 403", "workbench/number-formats/"),
    get("302 403 403 403 403 200 200 403 403", "workbench/number-formats/new/"),
    # The machine API: me and regions
    call("401 200 200 200 200 200 200 200 200", "GET /api/me"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/regions"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/regions/{code}", code="region"),
    upload("401 403 403 403 403 403 201 403 403", "POST /api/regions/imports", "code,name,parent\n990199,新县,9901\n"),
    # The machine API: organs
    call("401 200 200 200 200 200 200 200 200", "GET /api/organs"),
    call(
        "401 422 422 403 422 422 201 403 403",
        "POST /api/organs",
        {"name": "新局", "branch": "government", "region": "9901", "superior": "@city", "established_on": DAY},
    ),
    upload(
        "401 403 403 403 403 403 201 403 403", "POST /api/organs/imports", "名称,系统,行政区划代码\n新局,政府,9901\n"
    ),
    call("401 404 404 200 404 404 200 200 200", "GET /api/organs/{organ_id}", organ_id="organ"),
    call("401 404 404 200 200 200 200 200 200", "GET /api/organs/{organ_id}", organ_id="county_organ"),
    call("401 404 404 403 404 404 200 403 403", "PATCH /api/organs/{organ_id}", {"rank": 7}, organ_id="organ"),
    call("401 404 404 403 403 200 200 403 403", "PATCH /api/organs/{organ_id}", {"rank": 7}, organ_id="county_organ"),
    call("401 404 404 200 404 404 200 200 200", "GET /api/organs/{organ_id}/history", organ_id="organ"),
    call(
        "401 404 404 403 404 404 200 403 403",
        "POST /api/organs/{organ_id}/renamings",
        {"name": "新名", "effective_on": DAY},
        organ_id="organ",
    ),
    call(
        "401 404 404 403 404 404 200 403 403",
        "POST /api/organs/{organ_id}/moves",
        {"superior": "@city", "effective_on": DAY},
        organ_id="organ",
    ),
    call(
        "401 404 404 403 404 404 409 403 403",
        "POST /api/organs/{organ_id}/mergers",
        {"into": "@county_organ", "effective_on": DAY},
        organ_id="organ",
    ),
    call(
        "401 404 404 403 404 404 409 403 403",
        "POST /api/organs/{organ_id}/closure",
        {"effective_on": DAY},
        organ_id="organ",
    ),
    # The machine API: units and posts
    call("401 200 200 200 200 200 200 200 200", "GET /api/units"),
    call("401 422 422 403 422 422 201 403 403", "POST /api/units", {"organ": "@organ", "name": "新科"}),
    call("401 404 404 200 404 404 200 200 200", "GET /api/units/{unit_id}", unit_id="unit"),
    call("401 404 404 403 404 404 200 403 403", "PATCH /api/units/{unit_id}", {"rank": 7}, unit_id="unit"),
    call(
        "401 404 404 403 404 404 409 403 403", "POST /api/units/{unit_id}/closure", {"closed_on": DAY}, unit_id="unit"
    ),
    call("401 200 200 200 200 200 200 200 200", "GET /api/posts"),
    call("401 422 422 403 422 422 201 403 403", "POST /api/posts", {"organ": "@organ", "name": "新岗"}),
    call("401 404 404 200 404 404 200 200 200", "GET /api/posts/{post_id}", post_id="post"),
    call("401 404 404 403 404 404 200 403 403", "PATCH /api/posts/{post_id}", {"rank": 7}, post_id="post"),
    call(
        "401 404 404 403 404 404 200 403 403",
        "POST /api/posts/{post_id}/closure",
        {"closed_on": "2019-01-01"},
        post_id="post",
    ),
    # The machine API: people and appointments
    call("401 200 200 200 200 200 200 200 200", "GET /api/officials"),
    call(
        "401 422 422 403 422 422 201 403 403",
        "POST /api/officials",
        {"organ": "@organ", "login": "hy9999", "name": "新人"},
    ),
    upload(
        "401 422 422 403 422 422 201 403 403", "POST /api/officials/imports", "工号,姓名\nhy9998,新人\n", organ="organ"
    ),
    call("401 404 404 200 404 404 200 200 200", "GET /api/officials/{official_id}", official_id="account"),
    call(
        "401 404 404 403 404 404 200 403 403",
        "PATCH /api/officials/{official_id}",
        {"phone": "19900000999"},
        official_id="account",
    ),
    call("401 200 200 200 200 200 200 200 200", "GET /api/appointments"),
    call(
        "401 422 422 403 422 422 201 403 403",
        "POST /api/appointments",
        {"official": "@account", "post": "@post", "kind": "concurrent", "start": DAY},
    ),
    call("401 404 404 200 404 404 200 200 200", "GET /api/appointments/{appointment_id}", appointment_id="appointment"),
    call(
        "401 404 404 403 404 404 200 403 403",
        "POST /api/appointments/{appointment_id}/termination",
        {"last_day": DAY},
        appointment_id="appointment",
    ),
    # The machine API: accounts, sessions
    call("401 200 200 200 200 200 200 200 200", "GET /api/accounts"),
    call("401 404 404 200 404 404 200 200 200", "GET /api/accounts/{account_id}", account_id="account"),
    call("401 200 404 404 404 404 200 200 200", "GET /api/accounts/{account_id}", account_id="citizen_account"),
    call("401 404 404 403 404 404 403 409 403", "POST /api/accounts/{account_id}/activation", account_id="account"),
    call(
        "401 404 404 403 404 404 200 403 403",
        "POST /api/accounts/{account_id}/deactivation",
        {"reason": "调离"},
        account_id="account",
    ),
    call("401 404 404 403 404 404 403 200 403", "POST /api/accounts/{account_id}/password-reset", account_id="account"),
    call(
        "401 404 404 404 403 403 403 200 403",
        "POST /api/accounts/{account_id}/password-reset",
        account_id="county_account",
    ),
    call("401 404 404 403 404 404 403 204 403", "DELETE /api/accounts/{account_id}/lock", account_id="account"),
    call(
        "401 404 404 403 404 404 403 204 403", "DELETE /api/accounts/{account_id}/second-factor", account_id="account"
    ),
    call("401 200 200 200 200 200 200 200 200", "GET /api/sessions"),
    call("401 404 404 204 404 404 403 204 403", "DELETE /api/sessions/{session_id}", session_id="sign_in"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/sign-ins"),
    # The machine API: roles, grants, number formats
    call("401 200 200 200 200 200 200 200 200", "GET /api/permissions"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/roles"),
    call("401 403 403 403 403 403 403 201 403", "POST /api/roles", {"code": "new", "name": "新", "permissions": []}),
    call("401 404 404 200 200 200 200 200 200", "GET /api/roles/{role_id}", role_id="role"),
    call("401 404 404 403 403 403 403 200 403", "PATCH /api/roles/{role_id}", {"name": "新"}, role_id="role"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/grants"),
    call(
        "401 422 422 403 422 422 403 201 403",
        "POST /api/grants",
        {"post": "@post", "role": "@role", "kind": "own", "start": DAY},
    ),
    call("401 404 404 404 404 404 404 200 404", "GET /api/grants/{grant_id}", grant_id="grant"),
    call("401 404 404 404 404 404 404 204 404", "DELETE /api/grants/{grant_id}", grant_id="grant"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/number-formats"),
    call("401 403 403 403 403 403 200 403 403", "PUT /api/number-formats", {"kind": "letter", "template": "{n}"}),
    # The machine API: evidence
    call("401 200 200 200 200 200 200 200 200", "GET /api/evidence/records"),
    call("401 404 404 404 404 404 404 404 200", "GET /api/evidence/records/{record_id}", record_id="record"),
    call("401 404 404 404 404 404 404 404 409", "POST /api/evidence/records/{record_id}/reversal", record_id="record"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/evidence/dead-deliveries"),
    call(
        "401 404 404 404 404 404 204 404 404",
        "POST /api/evidence/dead-deliveries/{delivery_id}/retry",
        delivery_id="delivery",
    ),
    call(
        "401 404 404 404 404 404 204 404 404",
        "POST /api/evidence/dead-deliveries/{delivery_id}/skip",
        {"reason": "无用"},
        delivery_id="delivery",
    ),
    # The machine API: files, uploads and materials
    call("401 200 200 200 200 200 200 200 200", "GET /api/files"),
    upload("401 201 201 201 201 201 201 201 201", "POST /api/files", "编号,名称\n1,合同\n"),
    call("401 404 404 200 404 404 404 404 404", "GET /api/files/{file_id}", file_id="file"),
    call("401 404 404 200 404 404 404 404 404", "GET /api/files/{file_id}/content", file_id="file"),
    call("401 404 404 409 404 404 404 404 404", "DELETE /api/files/{file_id}", file_id="file"),
    call("401 201 201 201 201 201 201 201 201", "POST /api/uploads", {"name": "合同.pdf", "size": 9}),
    call("401 404 404 200 404 404 404 404 404", "GET /api/uploads/{upload_id}", upload_id="upload"),
    call("401 404 404 200 404 404 404 404 404", "HEAD /api/uploads/{upload_id}", upload_id="upload"),
    call("401 404 404 422 404 404 404 404 404", "PATCH /api/uploads/{upload_id}", upload_id="upload"),
    call("401 404 404 204 404 404 404 404 404", "DELETE /api/uploads/{upload_id}", upload_id="upload"),
    call("401 200 200 200 200 200 200 200 200", "GET /api/materials"),
    call("401 404 404 200 404 404 404 404 404", "GET /api/materials/{material_id}", material_id="material"),
)
