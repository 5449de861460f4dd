package vc

import (
	"github.com/vmware/govmomi/vim25/types"
)

func defaultTraffic() (all []types.DvsHostInfrastructureTrafficResource) {
	for _, key := range []string{"management", "faultTolerance", "vmotion", "virtualMachine", "iSCSI", "nfs", "hbr", "vsan", "vdp", "backupNfc", "nvmetcp", "provisioning"} {
		level, shares := types.SharesLevelNormal, int32(50)
		if key == "virtualMachine" {
			level, shares = types.SharesLevelHigh, 100
		}
		all = append(all, types.DvsHostInfrastructureTrafficResource{Key: key, AllocationInfo: types.DvsHostInfrastructureTrafficResourceAllocation{
			Limit: types.NewInt64(-1), Reservation: types.NewInt64(0), Shares: &types.SharesInfo{Level: level, Shares: shares},
		}})
	}
	return all
}

func defaultPorts() *types.VMwareDVSPortSetting {
	b := func(v bool) *types.BoolPolicy { return &types.BoolPolicy{Value: types.NewBool(v)} }
	n := func(v int64) *types.LongPolicy { return &types.LongPolicy{Value: v} }
	shaping := func() *types.DVSTrafficShapingPolicy {
		return &types.DVSTrafficShapingPolicy{Enabled: b(false), AverageBandwidth: n(100000000), PeakBandwidth: n(100000000), BurstSize: n(104857600)}
	}
	return &types.VMwareDVSPortSetting{
		DVPortSetting: types.DVPortSetting{
			Blocked: b(false), VmDirectPathGen2Allowed: b(false), InShapingPolicy: shaping(), OutShapingPolicy: shaping(),
			NetworkResourcePoolKey: &types.StringPolicy{Value: "-1"},
		},
		Vlan:   &types.VmwareDistributedVirtualSwitchVlanIdSpec{},
		QosTag: &types.IntPolicy{Value: -1},
		UplinkTeamingPolicy: &types.VmwareUplinkPortTeamingPolicy{
			Policy: &types.StringPolicy{Value: "loadbalance_srcid"}, ReversePolicy: b(true), NotifySwitches: b(true), RollingOrder: b(false),
			FailureCriteria: &types.DVSFailureCriteria{
				CheckSpeed: &types.StringPolicy{Value: "minimum"}, Speed: &types.IntPolicy{Value: 10}, CheckDuplex: b(false), FullDuplex: b(false),
				CheckErrorPercent: b(false), Percentage: &types.IntPolicy{}, CheckBeacon: b(false),
			},
			UplinkPortOrder: &types.VMwareUplinkPortOrderPolicy{ActiveUplinkPort: []string{"uplink1", "uplink2", "uplink3", "uplink4"}},
		},
		SecurityPolicy: &types.DVSSecurityPolicy{AllowPromiscuous: b(false), MacChanges: b(false), ForgedTransmits: b(false)},
		IpfixEnabled:   b(false), TxUplink: b(false),
		LacpPolicy: &types.VMwareUplinkLacpPolicy{Enable: b(false), Mode: &types.StringPolicy{Value: "passive"}},
	}
}
