package vc

import (
	"strings"
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// twins: processors alike on both sites. Without that, or EVC, a machine that was
// started on a newer host cannot go to an older one.
func twins(t *testing.T) *env {
	inv := testInventory()
	for i := range inv.Hosts {
		inv.Hosts[i].EvcMax = "intel-icelake"
	}
	return startWith(t, inv)
}

// twoSites: HA and DRS on, machines of site A by a should-rule at home.
func (x *estate) twoSites(mandatory bool, vms ...*object.VirtualMachine) {
	x.Helper()
	x.ok(x.reconfigure(x.cl, haAndDrs))
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{
		GroupSpec: x.siteGroups(vms...), RulesSpec: []types.ClusterRuleSpec{siteRule("home", "vms", "hosts-A", mandatory)},
	}))
}

func (x *estate) site(what string) Outcome {
	x.Helper()
	var o Outcome
	x.equal("status", x.http("POST", "/lab/sites/"+what, &o), 200)
	if !strings.Contains(o.Model, "own model") {
		x.Error("the outcome does not say that it is a model")
	}
	return o
}

// drs has every cluster looked at.
func (x *estate) drs() (o Outcome) {
	x.Helper()
	x.equal("status", x.http("POST", "/lab/drs", &o), 200)
	return o
}

func names(list []Restart) (n []string) {
	for _, r := range list {
		n = append(n, r.Machine)
	}
	return n
}

func TestSiteIsLostAndComesBack(t *testing.T) {
	x := twins(t).estate()
	low, high := x.vm("low", 1024, true), x.vm("high", 1024, true)
	plain := x.vm("plain", 1024, true)
	x.twoSites(false, low, high, plain)
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{priority(low, "lowest"), priority(high, "highest")}}))
	for _, vm := range []*object.VirtualMachine{low, high, plain} {
		if h := x.hostOf(vm); h[0] != 'a' {
			t.Fatalf("DRS left a machine of site A on %s", h)
		}
	}

	o := x.site("A/lose")
	x.equal("order", names(o.Restarted), []string{"high", "plain", "low"})
	x.equal("off", len(o.Off), 0)
	var h mo.HostSystem
	x.props(x.host("a1").Reference(), &h, "runtime.connectionState", "overallStatus")
	x.equal("host", h.Runtime.ConnectionState, types.HostSystemConnectionStateNotResponding)
	x.equal("colour", h.OverallStatus, types.ManagedEntityStatusRed)
	if at := x.hostOf(high); at[0] != 'b' {
		t.Errorf("restarted on %s", at)
	}
	var ds mo.Datastore
	x.props(x.ds.Reference(), &ds, "host", "summary")
	for _, m := range ds.Host {
		name := x.lab.hosts[m.Key].Name
		x.equal("path of "+name, []any{*m.MountInfo.Accessible, m.MountInfo.InaccessibleReason}, []any{name[0] == 'b', ""})
	}
	var s mo.ClusterComputeResource
	x.props(x.cl.Reference(), &s, "summary")
	x.equal("effective hosts", s.Summary.GetComputeResourceSummary().NumEffectiveHosts, int32(2))

	o = x.site("A/restore")
	x.equal("nobody goes home by itself", [][]string{o.Moved, o.Advised}, [][]string{{}, {}})
	x.equal("still there", x.hostOf(high)[0], byte('b'))
	held := func() bool {
		var s Status
		x.http("GET", "/lab/status", &s)
		return s.DrsHeld
	}
	x.equal("held", held(), true)
	x.equal("moved home by DRS", len(x.drs().Moved), 3)
	x.equal("held", held(), false)
	if at := x.hostOf(high); at[0] != 'a' {
		t.Errorf("came home to %s", at)
	}
	x.props(x.host("a1").Reference(), &h, "runtime.connectionState", "overallStatus")
	x.equal("host", h.Runtime.ConnectionState, types.HostSystemConnectionStateConnected)
}

// Nobody answers then whom a rescan could be asked of: hosts see for themselves what is served.
func TestBothSitesAreLostAndComeBack(t *testing.T) {
	x := twins(t).estate()
	one, two := x.vm("one", 1024, true), x.vm("two", 1024, true)
	x.twoSites(false, one, two)
	x.site("A/lose")
	x.serve(silentForAll)
	o := x.site("B/lose")
	x.equal("off", names(o.Off), []string{"one", "two"})
	o = x.site("A/restore")
	x.equal("nothing starts while its disk is away", [][]string{names(o.Restarted), names(o.Off)}, [][]string{nil, {"one", "two"}})
	x.serve(testLuns)
	o = x.site("B/restore")
	x.equal("started", names(o.Restarted), []string{"one", "two"})
	x.equal("stays off", len(o.Off), 0)
	x.drs()
	for _, vm := range []*object.VirtualMachine{one, two} {
		if h := x.hostOf(vm); h[0] != 'a' {
			t.Errorf("came home to %s", h)
		}
	}
}

func TestOneHostTooFew(t *testing.T) {
	x := twins(t).estate("a1", "a2", "b1") // 32 GiB each
	vms := []*object.VirtualMachine{x.vm("first", 14<<10, true), x.vm("second", 14<<10, true), x.vm("third", 14<<10, true)}
	x.twoSites(false, vms...)
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{priority(vms[2], "highest"), priority(vms[0], "lowest")}}))
	o := x.site("A/lose")
	x.equal("up", names(o.Restarted), []string{"third", "second"})
	x.equal("off", names(o.Off), []string{"first"})
	if !strings.Contains(o.Off[0].Why, "free") {
		t.Errorf("why: %q", o.Off[0].Why)
	}
	o = x.site("A/restore")
	x.equal("started when the site is back", names(o.Restarted), []string{"first"})
}

func TestDependenciesOrderTheRestart(t *testing.T) {
	x := twins(t).estate()
	app, db, dead := x.vm("app", 1024, true), x.vm("db", 1024, true), x.vm("dead", 1024, true)
	x.twoSites(false, app, db, dead)
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{
		GroupSpec:       []types.ClusterGroupSpec{vmGroup("apps", app), vmGroup("dbs", db)},
		RulesSpec:       []types.ClusterRuleSpec{rule(&types.ClusterDependencyRuleInfo{ClusterRuleInfo: ruleInfo("app-after-db", false), VmGroup: "apps", DependsOnVmGroup: "dbs"})},
		DasVmConfigSpec: []types.ClusterDasVmConfigSpec{priority(app, "highest"), priority(db, "low"), priority(dead, "disabled")},
	}))
	o := x.site("A/lose")
	x.equal("the database before what waits for it", names(o.Restarted), []string{"db", "app"})
	x.equal("off", names(o.Off), []string{"dead"})
}

func TestSeparationWeighsInALoss(t *testing.T) {
	x := twins(t).estate()
	one, two := x.vm("one", 1024, true), x.vm("two", 1024, true)
	x.twoSites(false, one, two)
	apart := &types.ClusterAntiAffinityRuleSpec{ClusterRuleInfo: ruleInfo("apart", false), Vm: []types.ManagedObjectReference{one.Reference(), two.Reference()}}
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{rule(apart)}}))
	x.site("A/lose")
	if a, b := x.hostOf(one), x.hostOf(two); a == b || a[0] != 'b' || b[0] != 'b' {
		t.Errorf("restarted on %s and %s", a, b)
	}
}

// Beside its twins at home rather than alone at the other site: there it would read its disks across the link.
func TestTheSiteWeighsMoreThanSeparation(t *testing.T) {
	x := twins(t).estate()
	vms := []*object.VirtualMachine{x.on("a1", "one"), x.on("a2", "two"), x.on("b1", "three")}
	x.twoSites(false, vms...)
	var all []types.ManagedObjectReference
	for _, vm := range vms {
		all = append(all, vm.Reference())
	}
	for _, name := range []string{"apart-1", "apart-2"} {
		apart := &types.ClusterAntiAffinityRuleSpec{ClusterRuleInfo: ruleInfo(name, false), Vm: all}
		x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{rule(apart)}}))
	}
	x.drs()
	for _, vm := range vms {
		x.equal("site", x.hostOf(vm)[0], byte('a'))
	}
}
