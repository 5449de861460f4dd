package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func option(c *types.ClusterConfigInfoEx, key string) any {
	for _, o := range c.DasConfig.Option {
		if o.GetOptionValue().Key == key {
			return o.GetOptionValue().Value
		}
	}
	return nil
}

func TestClusterKeepsWhatItIsGiven(t *testing.T) {
	x := start(t).estate()
	set := func(spec types.ClusterConfigSpecEx) *types.ClusterConfigInfoEx {
		x.ok(x.reconfigure(x.cl, spec))
		return x.config(x.cl)
	}
	c := set(types.ClusterConfigSpecEx{
		DasConfig: &types.ClusterDasConfigInfo{
			Enabled: types.NewBool(true), VmComponentProtecting: "enabled", HBDatastoreCandidatePolicy: "userSelectedDs",
			HeartbeatDatastore:     []types.ManagedObjectReference{x.ds.Reference()},
			AdmissionControlPolicy: &types.ClusterFailoverResourcesAdmissionControlPolicy{CpuFailoverResourcesPercent: 50, MemoryFailoverResourcesPercent: 40},
			DefaultVmSettings: &types.ClusterDasVmSettings{
				IsolationResponse:             "powerOff",
				VmComponentProtectionSettings: &types.ClusterVmComponentProtectionSettings{VmStorageProtectionForPDL: "restartAggressive"},
			},
			Option: []types.BaseOptionValue{&types.OptionValue{Key: "das.isolationaddress0", Value: "10.0.0.1"}, &types.OptionValue{Key: "das.x", Value: "1"}},
		},
		DpmConfig:     &types.ClusterDpmConfigInfo{Enabled: types.NewBool(true), DefaultDpmBehavior: types.DpmBehaviorAutomated},
		Orchestration: &types.ClusterOrchestrationInfo{DefaultVmReadiness: &types.ClusterVmReadiness{ReadyCondition: "poweredOn", PostReadyDelay: 30}},
	})
	x.equal("admission", c.DasConfig.AdmissionControlPolicy.(*types.ClusterFailoverResourcesAdmissionControlPolicy).MemoryFailoverResourcesPercent, int32(40))
	x.equal("isolation", c.DasConfig.DefaultVmSettings.IsolationResponse, "powerOff")
	x.equal("priority kept", c.DasConfig.DefaultVmSettings.RestartPriority, "medium")
	x.equal("PDL", c.DasConfig.DefaultVmSettings.VmComponentProtectionSettings.VmStorageProtectionForPDL, "restartAggressive")
	x.equal("APD kept", c.DasConfig.DefaultVmSettings.VmComponentProtectionSettings.VmStorageProtectionForAPD, "disabled")
	x.equal("heartbeat", len(c.DasConfig.HeartbeatDatastore), 1)
	x.equal("option", option(c, "das.isolationaddress0"), "10.0.0.1")
	x.equal("DPM", c.DpmConfigInfo.DefaultDpmBehavior, types.DpmBehaviorAutomated)
	x.equal("readiness", c.Orchestration.DefaultVmReadiness.PostReadyDelay, int32(30))

	c = set(types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{Option: []types.BaseOptionValue{&types.OptionValue{Key: "das.x", Value: ""}}}})
	x.equal("option taken away", option(c, "das.x"), nil)
	x.equal("option kept", option(c, "das.isolationaddress0"), "10.0.0.1")
	x.equal("HA kept", *c.DasConfig.Enabled, true)
}

func TestRefusedChangeChangesNothing(t *testing.T) {
	x := start(t).estate()
	err := x.reconfigure(x.cl, types.ClusterConfigSpecEx{
		DrsConfig: &types.ClusterDrsConfigInfo{VmotionRate: 5}, GroupSpec: x.siteGroups(), RulesSpec: []types.ClusterRuleSpec{siteRule("r", "no", "no", false)},
	})
	x.refused(err, &types.InvalidArgument{})
	c := x.config(x.cl)
	x.equal("threshold", c.DrsConfig.VmotionRate, int32(3))
	x.equal("groups", len(c.Group), 0)
}

func TestOverridesAreReplacedWhole(t *testing.T) {
	x := start(t).estate()
	vm, host := x.vm("v", 1024, false), x.host("a1").Reference()
	edit := func(op types.ArrayUpdateOperation, p string, dpm bool) *types.ClusterConfigInfoEx {
		s := priority(vm, p)
		s.Operation = op
		x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{
			DasVmConfigSpec:   []types.ClusterDasVmConfigSpec{s},
			DpmHostConfigSpec: []types.ClusterDpmHostConfigSpec{{ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: op}, Info: &types.ClusterDpmHostConfigInfo{Key: host, Enabled: &dpm}}},
		}))
		return x.config(x.cl)
	}
	c := edit("add", "high", false)
	x.equal("priority", c.DasVmConfig[0].DasSettings.RestartPriority, "high")
	c = edit("edit", "low", true)
	x.equal("entries", len(c.DasVmConfig)+len(c.DpmHostConfig), 2)
	x.equal("priority", c.DasVmConfig[0].DasSettings.RestartPriority, "low")
	x.equal("DPM", *c.DpmHostConfig[0].Enabled, true)

	x.done(vm.Destroy(x.ctx))
	x.equal("override of a machine that is gone", len(x.config(x.cl).DasVmConfig), 0)
}

func TestRuleIsRenamedByKey(t *testing.T) {
	x := start(t).estate()
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: x.siteGroups(), RulesSpec: []types.ClusterRuleSpec{siteRule("r", "vms", "hosts-A", false)}}))
	before := x.config(x.cl).Rule[0].GetClusterRuleInfo()
	s := siteRule("renamed", "vms", "hosts-B", false)
	s.Operation, s.Info.GetClusterRuleInfo().Key = "edit", before.Key
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{s}}))
	after := x.config(x.cl).Rule
	x.equal("rules", len(after), 1)
	x.equal("name", after[0].GetClusterRuleInfo().Name, "renamed")
	x.equal("identity", after[0].GetClusterRuleInfo().RuleUuid, before.RuleUuid)
}

func TestEvcModeIsSetChangedAndRemoved(t *testing.T) {
	e := start(t)
	c := e.cluster("a1", "b1")
	for _, mode := range []string{"intel-skylake", "intel-icelake", ""} {
		e.ok(e.setEvc(c, mode))
		var m mo.ClusterComputeResource
		e.props(c.Reference(), &m, "summary")
		e.equal("mode", m.Summary.(*types.ClusterComputeResourceSummary).CurrentEVCModeKey, mode)
		var h mo.HostSystem
		e.props(e.host("a1").Reference(), &h, "summary")
		e.equal("mode of a host", h.Summary.CurrentEVCModeKey, mode)
	}
}

func TestHostsComeAndGo(t *testing.T) {
	x := start(t).estate()
	var m mo.ClusterComputeResource
	x.props(x.cl.Reference(), &m, "host", "datastore", "network", "summary")
	x.equal("hosts", len(m.Host), 4)
	x.equal("memory", m.Summary.GetComputeResourceSummary().TotalMemory, int64(4*32<<30))
	x.equal("datastores", len(m.Datastore), 5)

	h := x.host("b2")
	x.done(h.EnterMaintenanceMode(x.ctx, 0, true, nil))
	x.done(x.folders().HostFolder.MoveInto(x.ctx, []types.ManagedObjectReference{h.Reference()}))
	x.done(h.ExitMaintenanceMode(x.ctx, 0))
	x.props(x.cl.Reference(), &m, "host")
	x.equal("hosts", len(m.Host), 3)
	var hs mo.HostSystem
	x.props(h.Reference(), &hs, "parent", "datastore")
	x.equal("on its own again", hs.Parent.Type, "ComputeResource")
	x.equal("its datastores", len(hs.Datastore), 2)
	x.ok(x.moveIn(x.cl, "b2"))

	// The same cluster is found under the type ComputeResource.
	var cr mo.ComputeResource
	x.props(aliasOf(x.cl.Reference()), &cr, "name", "host", "environmentBrowser")
	x.equal("alias", len(cr.Host), 4)
}

func TestEmptyClusterIsDestroyed(t *testing.T) {
	e := start(t)
	c := e.cluster()
	e.done(c.Rename(e.ctx, "gone"))
	e.done(object.NewCommon(e.c.Client, c.Reference()).Destroy(e.ctx))
	e.equal("in the registry", e.lab.Map.Get(c.Reference()), nil)
	e.equal("alias", e.lab.Map.Get(aliasOf(c.Reference())), nil)
}
